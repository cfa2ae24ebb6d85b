import type { Judgement } from "../verdict";
import { checkSeries } from "./checkSeries";
import { differenceInterval, type DifferenceOptions } from "./differenceInterval";
import { judgementOf, noSeeds } from "./judgementOf";
import type { SeedSeries } from "./seedSeries";
import { smallestMean } from "./smallestMean";
import { StatisticsError } from "./statisticsError";

export interface JudgeBestOptions extends DifferenceOptions {
  /** Which setting is claimed to be the best: a number from 0. */
  best: number;
  /** Which value is the best one. Default: "largest". */
  of?: "largest" | "smallest";
}

/**
 * Whether the named setting is the best of all in the mean over seeds. The effect is its lead over the next best one, with an
 * interval that covers all comparisons together: `refuted` when another setting is ahead of it, chosen by the data or not.
 * @throws StatisticsError `judgeBest: best is 4; a whole number from 0 to 3 is needed`
 * @throws StatisticsError `judgeBest: there are 1 settings; at least 2 are needed`
 */
export function judgeBest(series: readonly SeedSeries[], options: JudgeBestOptions): Judgement {
  const { best, of = "largest" } = options;
  const settings = checkSeries("judgeBest", series, { atLeast: 2 });
  if (settings === 0) return noSeeds;
  if (!(Number.isInteger(best) && best >= 0 && best < settings))
    throw new StatisticsError(`judgeBest: best is ${best}; a whole number from 0 to ${settings - 1} is needed`);
  const sign = of === "largest" ? 1 : -1;
  const others = Array.from({ length: settings }, (_, n) => n).filter((n) => n !== best);
  const { effect, ...interval } = smallestMean(
    others.map((other) => series.map(({ values }) => sign * (values[best] - values[other]))),
    { intervalOf: differenceInterval(series, options) },
  );
  return judgementOf({ effect, interval, seeds: series.map(({ seed }) => seed) }, { threshold: 0 });
}
