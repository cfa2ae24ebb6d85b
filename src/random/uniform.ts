import { tf } from "../engine/tf";
import { draw } from "./draw";
import type { Key } from "./key";
import { RandomError } from "./randomError";

/**
 * Uniform numbers between `min` and `max`.
 * @param key int32 `[2]`
 * @param shape of the result
 * @param options.min default 0
 * @param options.max default 1; above `min`
 * @returns float32 of `shape` in [min, max); rounding of a range other than [0, 1) may reach `max`
 * @throws RandomError when `max` is not above `min`, or the key or the shape is not one
 */
export function uniform<R extends tf.Rank = tf.Rank>(
  key: Key,
  shape: tf.ShapeMap[R],
  options: { min?: number; max?: number } = {},
): tf.Tensor<R> {
  const { min = 0, max = 1 } = options;
  if (!(max > min)) throw new RandomError(`uniform: min is ${min} and max is ${max}; max must be above min`);
  return tf.tidy(() => {
    const unit = draw<tf.Tensor<R>>("uniform", { distribution: "StatelessRandomUniform", key, shape });
    return min === 0 && max === 1 ? unit : unit.mul<tf.Tensor<R>>(max - min).add<tf.Tensor<R>>(min);
  });
}
