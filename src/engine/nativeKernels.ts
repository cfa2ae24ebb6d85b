import { activeTracing } from "./compile/tracing";
import { backend } from "./op";

/**
 * Whether ops of our own (`src/engine/native`) can be used here: they run on processors, and XLA does not know them. Where
 * they cannot, the same has to be composed of TensorFlow's ops.
 */
export function nativeKernels(): boolean {
  return !backend().isUsingGpuDevice && activeTracing()?.xla !== true;
}
