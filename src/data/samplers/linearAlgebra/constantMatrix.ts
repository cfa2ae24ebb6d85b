import { tf } from "../../../engine/tf";
import type { Matrix } from "./cholesky";

/** Numbers in a tensor that a compiled step lets JavaScript make, see `compile`. */
const limit = 4096;

/** A matrix as a tensor, float32, made a few rows at a time so that a compiled step takes a large one too. */
export function constantMatrix(matrix: Matrix): tf.Tensor2D {
  const rows = Math.max(1, Math.floor(limit / matrix[0].length));
  return tf.tidy(() => {
    const parts: tf.Tensor2D[] = [];
    for (let start = 0; start < matrix.length; start += rows)
      parts.push(tf.tensor2d(matrix.slice(start, start + rows).map((row) => [...row])));
    return parts.length === 1 ? parts[0] : tf.concat(parts);
  });
}
