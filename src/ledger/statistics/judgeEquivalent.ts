import type { Judgement } from "../verdict";
import { checkSeries } from "./checkSeries";
import { differenceInterval, type DifferenceOptions } from "./differenceInterval";
import { judgementOf, noSeeds } from "./judgementOf";
import type { SeedSeries } from "./seedSeries";
import { smallestMean } from "./smallestMean";
import { StatisticsError } from "./statisticsError";

export interface JudgeEquivalentOptions extends DifferenceOptions {
  /** The largest difference that does not matter, in the unit of the values. Above 0. */
  margin: number;
}

/**
 * Whether the means of all settings lie within a margin of each other. The effect is the largest difference of two of them.
 *
 * Two one-sided tests at 2.5% for every pair (Schuirmann): `holds` when the 95% interval of every difference lies within the
 * margin, which a few noisy seeds cannot bring about. `refuted` when the interval of one lies outside, at 2.5% divided by the number of
 * differences.
 *
 * @param series with two settings or more; an effect over seeds is a series [effect, 0]
 * @throws StatisticsError `judgeEquivalent: the margin is 0; a number above 0 is needed`
 */
export function judgeEquivalent(series: readonly SeedSeries[], options: JudgeEquivalentOptions): Judgement {
  const { margin } = options;
  if (!(margin > 0)) throw new StatisticsError(`judgeEquivalent: the margin is ${margin}; a number above 0 is needed`);
  const settings = checkSeries("judgeEquivalent", series, { atLeast: 2 });
  if (settings === 0) return noSeeds;
  const all = Array.from({ length: settings }, (_, n) => n);
  const ordered = all.flatMap((a) => all.filter((b) => b !== a).map((b) => [a, b]));
  // Every difference stands there both ways round, so that the largest is minus the smallest, and never negative.
  const smallest = smallestMean(
    ordered.map(([a, b]) => series.map(({ values }) => values[a] - values[b])),
    { intervalOf: differenceInterval(series, options) },
  );
  const interval = { low: Math.max(0, -smallest.high), high: -smallest.low };
  const seeds = series.map(({ seed }) => seed);
  return judgementOf({ effect: Math.abs(smallest.effect), interval, seeds }, { threshold: margin, above: false });
}
