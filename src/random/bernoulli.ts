import { tf } from "../engine/tf";
import { draw } from "./draw";
import type { Key } from "./key";
import { RandomError } from "./randomError";

/**
 * Coin throws.
 * @param key int32 `[2]`
 * @param shape of the result
 * @param options.probability of true, from 0 to 1. Default 0.5
 * @returns bool of `shape`; all false for probability 0, all true for 1
 * @throws RandomError when `probability` is outside [0, 1], or the key or the shape is not one
 */
export function bernoulli<R extends tf.Rank = tf.Rank>(
  key: Key,
  shape: tf.ShapeMap[R],
  options: { probability?: number } = {},
): tf.Tensor<R> {
  const { probability = 0.5 } = options;
  if (!(probability >= 0 && probability <= 1))
    throw new RandomError(`bernoulli: probability is ${probability}; it must be between 0 and 1`);
  return tf.tidy(() =>
    tf.less<tf.Tensor<R>>(draw("bernoulli", { distribution: "StatelessRandomUniform", key, shape }), probability),
  );
}
