import { tf } from "../engine/tf";
import { BoundError } from "./boundError";

/**
 * Scores of every x with every z as joint and marginal ones: a batch of N then has N (N - 1) marginal pairs, none of which is a joint one.
 *
 * @param scores float32 `[N, N]`, N at least 2: entry (i, j) is T(x_i, z_j).
 * @returns `joint` `[N]`, the diagonal, and `marginal` `[N - 1, N]`, all others in the order of their rows.
 * @throws BoundError `diagonalAndRest: scores is [1, 1]; [N, N] with N at least 2 is needed`.
 * @cost O(N²), one copy.
 */
export function diagonalAndRest(scores: tf.Tensor2D): { joint: tf.Tensor1D; marginal: tf.Tensor2D } {
  const [n, columns] = scores.shape;
  if (scores.rank !== 2 || n !== columns || n < 2)
    throw new BoundError(`diagonalAndRest: scores is [${scores.shape.join(", ")}]; [N, N] with N at least 2 is needed`);
  return tf.tidy(() => {
    // In one long row, diagonal entries stand n + 1 apart: without the last one they are a column of n - 1 rows.
    const flat = scores.reshape([n * n]);
    const rows = flat.slice(0, n * n - 1).reshape<tf.Tensor2D>([n - 1, n + 1]);
    const joint = tf.concat([rows.slice([0, 0], [n - 1, 1]).reshape<tf.Tensor1D>([n - 1]), flat.slice(n * n - 1, 1)]);
    return { joint: joint as tf.Tensor1D, marginal: rows.slice([0, 1], [n - 1, n]) };
  });
}
