import type { MeasuredPoint } from "./measuredPoint";

/** Two-sided 95% quantiles of Student's t at 1, 2, ... degrees of freedom. */
const student = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];
const normal = 1.96;

/**
 * The mean over seeds with its 95% interval, $\bar y \pm t_{n-1}\, s / \sqrt n$. A single seed has none, and equal
 * values neither: a spread of zero is that of the rounding.
 *
 * @param values - one a seed, at least one.
 */
export function seedMean(values: readonly number[]): Omit<MeasuredPoint, "x"> {
  const n = values.length;
  const y = values.reduce((sum, value) => sum + value, 0) / n;
  const spread = n < 2 ? 0 : Math.sqrt(values.reduce((sum, value) => sum + (value - y) ** 2, 0) / (n - 1));
  if (spread <= 1e-12 * Math.max(...values.map(Math.abs))) return { y, seeds: values };
  const half = (quantile(n - 1) * spread) / Math.sqrt(n);
  return { y, low: y - half, high: y + half, seeds: values };
}

/** From 31 degrees of freedom on, Cornish and Fisher's first correction of the normal quantile is exact to 0.001. */
function quantile(degreesOfFreedom: number): number {
  return student[degreesOfFreedom - 1] ?? normal + (normal ** 3 + normal) / (4 * degreesOfFreedom - 4);
}
