import os from "node:os";
import { backend } from "./op";
import { engineThreads } from "./open";

/** Where the computing happens. */
export interface Device {
  kind: "cpu" | "gpu";
  /** Threads within one op and ops side by side. */
  threads: { intraOp: number; interOp: number };
  /** Whether TensorFlow's oneDNN kernels are in use (processors only). */
  oneDNN: boolean;
  /** TensorFlow's version, as the library itself says. */
  tensorflow: string;
  /** One sentence for the reader: what it is, and why not something faster. */
  why: string;
}

/** The device that TensorFlow uses in this process. */
export function device(): Device {
  const { binding } = backend();
  const processors = os.availableParallelism();
  const { intraOpThreads: intraOp = processors, interOpThreads: interOp = processors } = engineThreads();
  const gpu = binding.isUsingGpuDevice();
  const oneDNN = !["0", "false"].includes(process.env.TF_ENABLE_ONEDNN_OPTS ?? "1");
  const tensorflow = binding.TF_Version;
  const why = gpu
    ? `TensorFlow ${tensorflow} found a GPU and uses it`
    : `TensorFlow ${tensorflow} found no GPU (a CPU build, or no NVIDIA driver); ` +
      `it computes on ${intraOp} of ${processors} processors, oneDNN ${oneDNN ? "on" : "off"}`;
  return { kind: gpu ? "gpu" : "cpu", threads: { intraOp, interOp }, oneDNN, tensorflow, why };
}
