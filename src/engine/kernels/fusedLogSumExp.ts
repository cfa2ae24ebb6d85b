import { tf } from "../tf";
import { differentiable } from "./differentiable";

/**
 * log Σ exp x over some axes, stable for x of any size, with the softmax as its gradient in two ops where that of `tf.logSumExp`,
 * which differentiates its maximum too, takes some twenty.
 *
 * @param x float32 of any shape.
 * @param axis axes to reduce. Default all.
 * @returns float32 of the shape without those axes; each entry at least the maximum, at most that + log of the count.
 */
export function fusedLogSumExp<T extends tf.Tensor>(x: tf.Tensor, axis?: number | number[]): T {
  const axes = tf.util.parseAxisParam(axis as number | number[], x.shape);
  const reduced = x.shape.filter((_, at) => !axes.includes(at));
  return differentiable<T>([x], (save) => {
    const largest = x.max(axes, true);
    const value = x.sub(largest).exp().sum(axes, true).log().add(largest).reshape<T>(reduced);
    save([x, value]);
    const gradient = (dy: tf.Tensor, [given, result]: tf.Tensor[]): tf.Tensor[] => [
      given.sub(result.reshape(largest.shape)).exp().mul(dy.reshape(largest.shape)),
    ];
    return { value, fusedGradient: gradient, composedGradient: gradient };
  });
}
