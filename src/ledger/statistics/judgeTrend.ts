import type { Judgement } from "../verdict";
import { checkSeries } from "./checkSeries";
import { fittedRise } from "./fittedRise";
import { judgementOf, noSeeds } from "./judgementOf";
import { meanInterval } from "./meanInterval";
import { meanOf } from "./meanOf";
import { pageTest } from "./pageTest";
import type { SeedSeries } from "./seedSeries";

export interface JudgeTrendOptions {
  direction: "rising" | "falling";
  /** The step between neighbouring values; matters where all seeds show the same. Default: 0. */
  resolution?: number;
}

/**
 * Whether the values of an ordered factor rise (or fall) with it. The effect is the rise of the fitted line from the first setting
 * to the last, settings taken as equally far apart, with its interval over seeds.
 *
 * Two tests must agree at 2.5%: Page's exact one, by ranks within each seed, which needs no distribution of the values; and the
 * interval of the rise, which allows for seeds whose trends differ.
 * A trend may turn: a value that falls at the last step can still rise as a whole. Where every step must rise, use `judgeEvery`.
 *
 * @throws StatisticsError `judgeTrend: there are 2 settings; at least 3 are needed`
 */
export function judgeTrend(series: readonly SeedSeries[], { direction, resolution }: JudgeTrendOptions): Judgement {
  const settings = checkSeries("judgeTrend", series, { atLeast: 3 });
  if (settings === 0) return noSeeds;
  const rises = series.map(({ values }) => fittedRise(values));
  const byInterval = judgementOf(
    {
      effect: meanOf(rises),
      interval: meanInterval(rises, { resolution }),
      seeds: series.map(({ seed }) => seed),
    },
    { threshold: 0, above: direction === "rising" },
  );
  const { rising, falling } = pageTest(series);
  return Math.min(rising, falling) <= 0.025 ? byInterval : { ...byInterval, outcome: "notVisible" };
}
