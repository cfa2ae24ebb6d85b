import type { EffectInterval } from "../verdict";
import { meanInterval } from "./meanInterval";
import { meanOf } from "./meanOf";
import { hiddenSpread } from "./sampleOf";
import type { SeedSeries } from "./seedSeries";
import { studentQuantile } from "./studentQuantile";

export interface DifferenceOptions {
  /**
   * Takes the noise of runs as the same at every setting, and so estimates it from all of them: with 3 seeds and 5 settings from 8
   * degrees of freedom instead of 2. To be decided before the rows are seen. Default: false, each difference by its own spread.
   */
  equalNoise?: boolean;
  /** The step between neighbouring differences; matters where all seeds show the same. Default: 0. */
  resolution?: number;
}

/** The interval of a mean over seeds, given its values; each end misses with probability `tail`. */
export type IntervalOf = (values: readonly number[], tail: number) => EffectInterval;

/**
 * How to bound the difference of two settings of a series.
 *
 * With equal noise d̄ ± t · s √(2/n): s² is the mean square of what is left of the values after the means of settings and seeds, with
 * (n-1)(k-1) degrees of freedom.
 */
export function differenceInterval(series: readonly SeedSeries[], options: DifferenceOptions): IntervalOf {
  const { equalNoise = false, resolution } = options;
  const own: IntervalOf = (values, tail) => meanInterval(values, { tail, resolution });
  const n = series.length;
  if (!equalNoise || n < 2) return own;
  const settings = series[0].values.length;
  const freedom = (n - 1) * (settings - 1);
  const ofSetting = series[0].values.map((_, j) => meanOf(series.map(({ values }) => values[j])));
  const all = meanOf(ofSetting);
  const squares = series.map(({ values }) => {
    const ofSeed = meanOf(values);
    return values.reduce((sum, value, j) => sum + (value - ofSetting[j] - ofSeed + all) ** 2, 0);
  });
  const spread = Math.sqrt((2 * squares.reduce((sum, one) => sum + one, 0)) / freedom);
  const least = hiddenSpread(n, resolution ?? 0);
  const size = Math.max(...series.flatMap(({ values }) => values.map(Math.abs)));
  if (spread <= 1e-12 * size && least === 0) return own;
  return (values, tail) => {
    const mean = meanOf(values);
    const half = (studentQuantile(tail, freedom) * Math.max(spread, least)) / Math.sqrt(n);
    return { low: mean - half, high: mean + half };
  };
}
