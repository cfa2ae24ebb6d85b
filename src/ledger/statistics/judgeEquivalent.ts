import type { Judgement } from "../verdict";
import { largestMean } from "./boundsOfExtremes";
import { checkSeries } from "./checkSeries";
import { judgementOf } from "./judgementOf";
import type { SeedSeries } from "./seedSeries";
import { StatisticsError } from "./statisticsError";

export interface JudgeEquivalentOptions {
  /** The largest difference that does not matter, in the unit of the values. Above 0. */
  margin: number;
  /** The step between neighbouring differences; matters where all seeds show the same. Default: 0. */
  resolution?: number;
}

/**
 * Whether the means of all settings lie within a margin of each other. The effect is the largest difference of two of them.
 *
 * Two one-sided tests for every pair (Schuirmann): `holds` when the 95% interval of every difference lies within the margin,
 * which a few noisy seeds cannot bring about. `refuted` when the interval of one lies outside, at 2.5% divided by the number of
 * differences.
 *
 * @param series with two settings or more; an effect over seeds is a series [effect, 0]
 * @throws StatisticsError `judgeEquivalent: the margin is 0; a number above 0 is needed`
 */
export function judgeEquivalent(series: readonly SeedSeries[], options: JudgeEquivalentOptions): Judgement {
  const { margin, resolution } = options;
  if (!(margin > 0)) throw new StatisticsError(`judgeEquivalent: the margin is ${margin}; a number above 0 is needed`);
  const settings = checkSeries("judgeEquivalent", series, { atLeast: 2 });
  if (settings === 0) return { outcome: "notVisible", effect: NaN, seeds: [] };
  const all = Array.from({ length: settings }, (_, n) => n);
  const ordered = all.flatMap((a) => all.filter((b) => b !== a).map((b) => [a, b]));
  const { effect, ...bounds } = largestMean(
    ordered.map(([a, b]) => series.map(({ values }) => values[a] - values[b])),
    { resolution },
  );
  // The largest of all differences, either way round, is never negative.
  const interval = { low: Math.max(0, bounds.low), high: bounds.high };
  const seeds = series.map(({ seed }) => seed);
  return judgementOf({ effect, interval, seeds }, { threshold: margin, above: false });
}
