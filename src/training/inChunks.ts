import { tf } from "../engine/tf";
import type { Features } from "./features";

/** Images or rows that pass through a frozen model at once. */
export const chunk = 500;

/** The rows that `compute` gives for some indices at a time, one below the other, in order. */
export function inChunks(rows: number, compute: (indices: number[]) => tf.Tensor2D): Features {
  let values = new Float32Array(0);
  let columns = 0;
  for (let first = 0; first < rows; first += chunk) {
    const indices = Array.from({ length: Math.min(chunk, rows - first) }, (_, n) => first + n);
    const result = tf.tidy(() => compute(indices));
    if (first === 0) {
      columns = result.shape[1];
      values = new Float32Array(rows * columns);
    }
    values.set(result.dataSync(), first * columns);
    result.dispose();
  }
  return { values, rows, columns };
}
