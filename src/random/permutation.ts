import { tf } from "../engine/tf";
import { draw } from "./draw";
import type { Key } from "./key";
import { RandomError } from "./randomError";

/**
 * The numbers 0 .. size - 1 in random order: the order that sorts `size` random 32-bit integers. Equal integers keep their
 * order, a bias below size² / 2^33.
 * @param key int32 `[2]`
 * @param size a whole number from 1
 * @returns int32 `[size]`
 * @throws RandomError when `size` is not a whole number from 1, or `key` is not a key
 */
export function permutation(key: Key, size: number): tf.Tensor1D {
  if (!Number.isInteger(size) || size < 1)
    throw new RandomError(`permutation: size is ${size}; it must be a whole number from 1`);
  return tf.tidy(() => {
    const ranks = draw<tf.Tensor1D>("permutation", {
      distribution: "StatelessRandomUniformFullInt",
      key,
      shape: [size],
    });
    return tf.topk<tf.Tensor1D>(ranks, size).indices;
  });
}
