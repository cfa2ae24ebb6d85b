import type { EffectInterval } from "../verdict";
import type { IntervalOptions } from "./intervalOptions";
import { sampleOf } from "./sampleOf";
import { studentQuantile } from "./studentQuantile";

/**
 * Student's interval of a mean: x̄ ± t · s / √n, with n - 1 degrees of freedom.
 * @returns its ends; infinite for fewer than two values
 */
export function studentInterval(values: readonly number[], options: IntervalOptions = {}): EffectInterval {
  const { tail = 0.025, resolution = 0 } = options;
  const n = values.length;
  if (n < 2) return { low: -Infinity, high: Infinity };
  const { mean, spread } = sampleOf(values, resolution);
  const half = (studentQuantile(tail, n - 1) * spread) / Math.sqrt(n);
  return { low: mean - half, high: mean + half };
}
