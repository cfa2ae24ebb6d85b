import path from "node:path";
import { nvidiaDriver } from "../../engine/install/nvidiaDriver";
import { runTool } from "../../engine/install/runTool";
import type { Device } from "../../engine/device";
import type { Finding } from "./finding";

interface Probe {
  tfjs: string;
  device: Device;
}

const probe = `
const { tf } = require(process.argv[1] + "/engine/tf.js");
const { device } = require(process.argv[1] + "/engine/device.js");
tf.tensor1d([1, 2]).add(1).dataSync();
console.log(JSON.stringify({ tfjs: tf.version.tfjs, device: device() }));
`;

/** Opens the engine in a process of its own, so that even a crash in native code ends as a line of the table. */
export async function examineEngine(env: NodeJS.ProcessEnv = process.env): Promise<Finding[]> {
  const code = path.resolve(__dirname, "../..");
  try {
    const stdout = await runTool(process.execPath, ["-e", probe, code], { env });
    const { tfjs, device } = JSON.parse(stdout.trim().split("\n").pop() ?? "") as Probe;
    const { threads } = device;
    return [
      { subject: "TensorFlow.js", state: "ok", value: tfjs },
      { subject: "TensorFlow", state: "ok", value: `${device.tensorflow} (libtensorflow)` },
      {
        subject: "device",
        state: "ok",
        value: `${device.kind}, ${threads.intraOp} threads in an op, ${threads.interOp} ops at a time, oneDNN ${device.oneDNN ? "on" : "off"}`,
      },
      gpu(device, env),
    ];
  } catch (error) {
    const cause = error instanceof Error ? lastWords(error.message) : String(error);
    return [{ subject: "TensorFlow", state: "broken", value: `does not open: ${cause}`, remedy: "npm run setup" }];
  }
}

function gpu({ kind, why }: Device, env: NodeJS.ProcessEnv): Finding {
  const subject = "GPU";
  if (kind === "gpu") return { subject, state: "ok", value: why };
  const driver = nvidiaDriver(undefined, env.PATH);
  if (!driver) return { subject, state: "note", value: "none: this machine has no NVIDIA driver" };
  if (env.CONTRASTBOOK_DEVICE === "cpu")
    return { subject, state: "note", value: "not used: CONTRASTBOOK_DEVICE is cpu" };
  const remedy =
    "check `nvidia-smi`, then run `npm run setup`: the GPU build and CUDA are installed where there is a driver";
  return { subject, state: "note", value: `not used, though there is a driver (${driver}): ${why}`, remedy };
}

function lastWords(message: string): string {
  const telling = message.split("\n").filter((line) => /Error|error|lookup|No such/.test(line));
  return (telling.pop() ?? message).trim();
}
