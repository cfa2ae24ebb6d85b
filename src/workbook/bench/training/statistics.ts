/** Quantiles of Student's t at 97.5%, for 1 to 10 degrees of freedom. */
const quantiles = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];

/** A mean with half the width of its 95% interval over seeds. */
export interface Estimate {
  mean: number;
  half: number;
}

/** The mean of some values, and Student's 95% interval around it. */
export function estimate(values: readonly number[]): Estimate {
  const n = values.length;
  return { mean: meanOf(values), half: quantileOf(n - 1) * Math.sqrt(varianceOf(values) / n) };
}

/** The difference of two means, and Welch's 95% interval around it, its degrees of freedom rounded down. */
export function difference(a: readonly number[], b: readonly number[]): Estimate {
  const [u, v] = [varianceOf(a) / a.length, varianceOf(b) / b.length];
  const freedom = u + v === 0 ? 1 : (u + v) ** 2 / (u ** 2 / (a.length - 1) + v ** 2 / (b.length - 1));
  return { mean: meanOf(a) - meanOf(b), half: quantileOf(freedom) * Math.sqrt(u + v) };
}

/** The largest absolute value up to each place. */
export function runningLargest(values: readonly number[]): number[] {
  let most = 0;
  return values.map((value) => (most = Math.max(most, Math.abs(value))));
}

/** With more degrees of freedom than the table has, its last quantile: an interval a little too wide. */
function quantileOf(freedom: number): number {
  // The sum of three rounded terms may be just below a whole number.
  const whole = Math.floor(freedom + 1e-9);
  return whole < 1 ? Infinity : quantiles[Math.min(whole, quantiles.length) - 1];
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value / values.length, 0);

function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2 / (values.length - 1), 0);
}
