import type { Matrix } from "./cholesky";

/** (L Lᵀ)⁻¹ of a Cholesky factor, a column of the identity at a time. */
export function inverse(lower: Matrix): number[][] {
  const n = lower.length;
  const columns = lower.map((_, column) => {
    const x = new Array<number>(n).fill(0);
    for (let i = 0; i < n; i++) {
      let rest = i === column ? 1 : 0;
      for (let k = 0; k < i; k++) rest -= lower[i][k] * x[k];
      x[i] = rest / lower[i][i];
    }
    for (let i = n - 1; i >= 0; i--) {
      let rest = x[i];
      for (let k = i + 1; k < n; k++) rest -= lower[k][i] * x[k];
      x[i] = rest / lower[i][i];
    }
    return x;
  });
  // Symmetric, so columns are rows.
  return columns;
}
