import { op } from "../op";
import { tf } from "../tf";

/**
 * While a step is traced, `tf.gather` takes indices that have no values yet: the kernel of tfjs-node reads them in
 * JavaScript to check their range. TensorFlow's own checks it when the function runs.
 * @returns undoes it
 */
export function traceableGather(): () => void {
  const checking = tf.getKernel("GatherV2", "tensorflow");
  replaceKernel({
    ...checking,
    kernelFunc: ({ inputs, attrs }) => {
      const { axis, batchDims } = attrs as { axis: number; batchDims: number };
      const { x, indices } = inputs as { x: tf.Tensor; indices: tf.Tensor };
      const types = { Tparams: x.dtype, Tindices: indices.dtype, Taxis: "int32" };
      const given = [x, indices, tf.scalar(axis, "int32")];
      return op("GatherV2", given, { ...types, batch_dims: { int: batchDims } });
    },
  });
  return () => replaceKernel(checking);
}

function replaceKernel(kernel: tf.KernelConfig): void {
  const { kernelName, backendName } = kernel;
  if (tf.getKernel(kernelName, backendName)) tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel(kernel);
}
