import { op } from "../op";
import { tf } from "../tf";

/**
 * Lets `tf.gather` take indices that have no values yet while a step is traced: the kernel of tfjs-node reads them in
 * JavaScript to check their range. In a traced step TensorFlow's own kernel checks it when the function runs. Once for all
 * traces, so that no interrupt comes in between.
 */
export function patchGather(isTracing: () => boolean): void {
  const checking = tf.getKernel("GatherV2", "tensorflow");
  tf.unregisterKernel("GatherV2", "tensorflow");
  tf.registerKernel({
    ...checking,
    kernelFunc: (call) => {
      if (!isTracing()) return checking.kernelFunc(call);
      const { axis, batchDims } = call.attrs as { axis: number; batchDims: number };
      const { x, indices } = call.inputs as { x: tf.Tensor; indices: tf.Tensor };
      const types = { Tparams: x.dtype, Tindices: indices.dtype, Taxis: "int32" };
      const given = [x, indices, tf.scalar(axis, "int32")];
      return op("GatherV2", given, { ...types, batch_dims: { int: batchDims } });
    },
  });
}
