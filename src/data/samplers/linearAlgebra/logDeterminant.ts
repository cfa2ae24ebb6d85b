import type { Matrix } from "./cholesky";

/** log det(L Lᵀ) of a Cholesky factor. */
export function logDeterminant(lower: Matrix): number {
  return lower.reduce((sum, row, i) => sum + 2 * Math.log(row[i]), 0);
}
