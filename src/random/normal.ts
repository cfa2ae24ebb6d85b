import { tf } from "../engine/tf";
import { draw } from "./draw";
import type { Key } from "./key";
import { RandomError } from "./randomError";

/**
 * Normal (Gaussian) numbers.
 * @param key int32 `[2]`
 * @param shape of the result
 * @param options.mean default 0
 * @param options.standardDeviation default 1; from 0
 * @returns float32 of `shape`
 * @throws RandomError when `standardDeviation` is negative, or the key or the shape is not one
 */
export function normal<R extends tf.Rank = tf.Rank>(
  key: Key,
  shape: tf.ShapeMap[R],
  options: { mean?: number; standardDeviation?: number } = {},
): tf.Tensor<R> {
  const { mean = 0, standardDeviation = 1 } = options;
  if (!(standardDeviation >= 0))
    throw new RandomError(`normal: standardDeviation is ${standardDeviation}; it must be 0 or more`);
  return tf.tidy(() => {
    const standard = draw<tf.Tensor<R>>("normal", { distribution: "StatelessRandomNormal", key, shape });
    return mean === 0 && standardDeviation === 1
      ? standard
      : standard.mul<tf.Tensor<R>>(standardDeviation).add<tf.Tensor<R>>(mean);
  });
}
