/**
 * Solves A X = B for a symmetric positive definite A, in float64, by A = L Lᵀ.
 * @param a `[size, size]`, row-major; the lower half is replaced by L.
 * @param b `[size, K]`, row-major; left as it is.
 * @returns `[size, K]`; nothing where A is not positive definite to the last digits.
 */
export function choleskySolve(a: Float64Array, b: Float64Array, size: number): Float64Array | undefined {
  const largest = Math.max(...Array.from({ length: size }, (_, i) => a[i * size + i]));
  for (let j = 0; j < size; j++) {
    for (let i = j; i < size; i++) {
      let sum = a[i * size + j];
      for (let k = 0; k < j; k++) sum -= a[i * size + k] * a[j * size + k];
      if (i === j && !(sum > 1e-13 * largest)) return undefined;
      a[i * size + j] = i === j ? Math.sqrt(sum) : sum / a[j * size + j];
    }
  }
  const columns = b.length / size;
  const x = Float64Array.from(b);
  for (let c = 0; c < columns; c++) {
    for (let i = 0; i < size; i++) {
      for (let k = 0; k < i; k++) x[i * columns + c] -= a[i * size + k] * x[k * columns + c];
      x[i * columns + c] /= a[i * size + i];
    }
    for (let i = size - 1; i >= 0; i--) {
      for (let k = i + 1; k < size; k++) x[i * columns + c] -= a[k * size + i] * x[k * columns + c];
      x[i * columns + c] /= a[i * size + i];
    }
  }
  return x;
}
