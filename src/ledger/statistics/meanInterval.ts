import type { EffectInterval } from "../verdict";
import { studentQuantile } from "./studentQuantile";

export interface MeanIntervalOptions {
  /** How often each end may miss the true mean. Default: 0.025, so that both together cover 95%. */
  tail?: number;
  /** The step between neighbouring values, for instance 0.01 points for an accuracy on 10,000 images. Default: 0. */
  resolution?: number;
}

/**
 * An interval that covers the mean of what a few values were drawn from.
 *
 * x̄ ± t · s / √n, with Student's t of n - 1 degrees of freedom.
 *
 * A spread of zero is a lie of the rounding: values within one step of `resolution` have a deviation of up to
 * ½ resolution · √(n / (n-1)), and at least that is taken for s. Without a resolution, equal values bound the mean only by
 * the sign test: by themselves from 2⁻ⁿ <= tail on, else not at all.
 *
 * @returns its ends; infinite where the values bound nothing, as a single one does.
 */
export function meanInterval(values: readonly number[], options: MeanIntervalOptions = {}): EffectInterval {
  const { tail = 0.025, resolution = 0 } = options;
  const n = values.length;
  if (n < 2) return { low: -Infinity, high: Infinity };
  const mean = meanOf(values);
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const hidden = (resolution / 2) * Math.sqrt(n / (n - 1));
  // Equal up to the rounding of a double: the last digits of a difference are no spread either.
  const equal = spread <= 1e-12 * Math.max(...values.map(Math.abs));
  if (equal && hidden === 0) return 2 ** -n <= tail ? { low: mean, high: mean } : { low: -Infinity, high: Infinity };
  const half = (studentQuantile(tail, n - 1) * Math.max(spread, hidden)) / Math.sqrt(n);
  return { low: mean - half, high: mean + half };
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
