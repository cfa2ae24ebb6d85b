import type { Judgement } from "../verdict";
import { checkSeries } from "./checkSeries";
import type { DifferenceOptions } from "./differenceInterval";
import { judgeBestAmong } from "./judgeBestAmong";
import { noSeeds } from "./judgementOf";
import type { SeedSeries } from "./seedSeries";

export interface JudgeInnerOptimumOptions extends DifferenceOptions {
  /** Which value is the best one. Default: "largest". */
  of?: "largest" | "smallest";
}

/**
 * Whether the best setting of an ordered factor is at neither end: `judgeBestAmong` the inner ones, against both ends.
 * @throws StatisticsError `judgeInnerOptimum: there are 2 settings; at least 3 are needed`
 */
export function judgeInnerOptimum(series: readonly SeedSeries[], options: JudgeInnerOptimumOptions = {}): Judgement {
  const settings = checkSeries("judgeInnerOptimum", series, { atLeast: 3 });
  if (settings === 0) return noSeeds;
  const among = Array.from({ length: settings - 2 }, (_, n) => n + 1);
  return judgeBestAmong(series, { ...options, among, against: [0, settings - 1] });
}
