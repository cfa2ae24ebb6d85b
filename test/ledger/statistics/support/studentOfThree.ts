/** Student's interval of three values, by the closed form of two degrees of freedom. */
export function studentOfThree(values: readonly number[], tail = 0.025): { mean: number; low: number; high: number } {
  const share = 1 - 2 * tail;
  const t = share * Math.sqrt(2 / (1 - share ** 2));
  const mean = (values[0] + values[1] + values[2]) / 3;
  const squares = (values[0] - mean) ** 2 + (values[1] - mean) ** 2 + (values[2] - mean) ** 2;
  const half = (t * Math.sqrt(squares / 2)) / Math.sqrt(3);
  return { mean, low: mean - half, high: mean + half };
}
