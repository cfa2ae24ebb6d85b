/** A square matrix of doubles, row by row. */
export type Matrix = readonly (readonly number[])[];

/**
 * L of A = L Lᵀ, lower triangular, in float64.
 * @returns undefined when A is not symmetric and positive definite, as far as rounding can tell
 */
export function cholesky(matrix: Matrix): number[][] | undefined {
  const n = matrix.length;
  if (n === 0 || matrix.some((row) => row.length !== n)) return undefined;
  const lower = matrix.map(() => new Array<number>(n).fill(0));
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      const scale = Math.sqrt(Math.abs(matrix[i][i] * matrix[j][j]));
      if (!(Math.abs(matrix[i][j] - matrix[j][i]) <= 1e-12 * scale)) return undefined;
      let rest = matrix[i][j];
      for (let k = 0; k < j; k++) rest -= lower[i][k] * lower[j][k];
      // What rounding leaves of a singular matrix counts as nothing.
      if (i === j && !(rest > 4 * n * Number.EPSILON * matrix[i][i])) return undefined;
      lower[i][j] = i === j ? Math.sqrt(rest) : rest / lower[j][j];
    }
  return lower;
}
