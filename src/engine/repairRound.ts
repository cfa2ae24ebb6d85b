import type * as tfjs from "@tensorflow/tfjs-node-gpu";

/**
 * `tf.round` of an int32 tensor returned zeros, without an error, with tfjs-node 4.22 on TensorFlow 2.21. An integer is
 * already round: its kernel now returns the input.
 */
export function repairRound(tf: typeof tfjs): void {
  const round = tf.getKernel("Round", "tensorflow");
  const identity = tf.getKernel("Identity", "tensorflow");
  tf.unregisterKernel("Round", "tensorflow");
  tf.registerKernel({
    ...round,
    kernelFunc: (call) => (call.inputs.x?.dtype === "int32" ? identity : round).kernelFunc(call),
  });
}
