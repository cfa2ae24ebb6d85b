import type { Judgement } from "../verdict";
import { checkSeries } from "./checkSeries";
import { judgeEvery } from "./judgeEvery";
import { effectOf, type SeedSeries } from "./seedSeries";

export interface JudgeBestOptions {
  /** Which setting is claimed to be the best: a number from 0. */
  best: number;
  /** Which value is the best one. Default: "largest". */
  of?: "largest" | "smallest";
  /** The step between neighbouring differences; matters where all seeds show the same. Default: 0. */
  resolution?: number;
}

/**
 * Whether the named setting is the best of all in the mean over seeds. The effect is its lead over the next best one, with an
 * interval that covers all comparisons together: `refuted` when another setting is ahead of it, chosen by the data or not.
 * @throws StatisticsError `judgeBest: there are 1 settings; at least 2 are needed`
 */
export function judgeBest(series: readonly SeedSeries[], options: JudgeBestOptions): Judgement {
  const { best, of = "largest", resolution } = options;
  const settings = checkSeries("judgeBest", series, { atLeast: 2 });
  if (settings === 0) return { outcome: "notVisible", effect: NaN, seeds: [] };
  const sign = of === "largest" ? 1 : -1;
  const others = Array.from({ length: settings }, (_, n) => n).filter((n) => n !== best);
  return judgeEvery(
    others.map((other) => effectOf(series, (values) => sign * (values[best] - values[other]))),
    { resolution },
  );
}
