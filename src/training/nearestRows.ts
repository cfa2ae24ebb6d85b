import { tf } from "../engine/tf";
import type { Features } from "./features";

/** Queries at once: bounds the memory. */
const chunk = 500;

/**
 * Calls `visit` for the k rows of `index` of highest cosine similarity to each query, nearest first; `nearest` is the cosine of the first.
 * @cost O(N M D) products
 */
export function nearestRows(
  { queries, index, k }: { queries: Features; index: Features; k: number },
  visit: (query: number, index: number, cosine: number, nearest: number) => void,
): void {
  const all = tf.tidy(() => unit(index, 0, index.rows));
  for (let first = 0; first < queries.rows; first += chunk) {
    const count = Math.min(chunk, queries.rows - first);
    const { values, indices } = tf.tidy(() => tf.topk(unit(queries, first, count).matMul(all, false, true), k));
    const [cosines, rows] = [values.dataSync(), indices.dataSync()];
    for (let i = 0; i < cosines.length; i++) {
      const query = Math.floor(i / k);
      visit(first + query, rows[i], cosines[i], cosines[query * k]);
    }
    tf.dispose([values, indices]);
  }
  all.dispose();
}

/** Rows of length 1; a row of zeros stays. */
function unit({ values, columns }: Features, first: number, count: number): tf.Tensor2D {
  const x = tf.tensor2d(values.subarray(first * columns, (first + count) * columns), [count, columns]);
  return x.mul(x.square().sum(1, true).maximum(1e-12).rsqrt());
}
