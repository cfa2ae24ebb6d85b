import { tf } from "./tf";

/**
 * A value that counts as a constant under gradients, whatever it is computed from: a choice of examples, a teacher.
 * tfjs has no other way to stop a gradient, and none at all through comparisons.
 */
export function detached<T extends tf.Tensor>(inputs: tf.Tensor[], compute: (...inputs: tf.Tensor[]) => T): T {
  return tf.customGrad<T>((...given) => ({
    value: compute(...(given.slice(0, inputs.length) as tf.Tensor[])),
    gradFunc: () => inputs.map(({ shape }) => tf.zeros(shape)),
  }))(...inputs);
}
