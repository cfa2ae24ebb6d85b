import type { Judgement } from "../verdict";
import { checkSeries } from "./checkSeries";
import { differenceInterval, type DifferenceOptions } from "./differenceInterval";
import { judgementOf, noSeeds } from "./judgementOf";
import type { SeedSeries } from "./seedSeries";
import { smallestMean } from "./smallestMean";

export interface JudgeInnerOptimumOptions extends DifferenceOptions {
  /** Which value is the best one. Default: "largest". */
  of?: "largest" | "smallest";
}

/**
 * Whether the best setting of an ordered factor is at neither end. The effect is the lead of the best inner setting over the
 * better end: max over inner j of min over ends e of (meanⱼ - meanₑ).
 *
 * The best inner setting is chosen on the data that judge it. So for `holds` it must beat both ends at 2.5% / m each, with m
 * inner settings (Bonferroni); for `refuted` an end must beat every inner one, at 2.5% / 2 each.
 *
 * @throws StatisticsError `judgeInnerOptimum: there are 2 settings; at least 3 are needed`
 */
export function judgeInnerOptimum(series: readonly SeedSeries[], options: JudgeInnerOptimumOptions = {}): Judgement {
  const { of = "largest" } = options;
  const settings = checkSeries("judgeInnerOptimum", series, { atLeast: 3 });
  if (settings === 0) return noSeeds;
  const sign = of === "largest" ? 1 : -1;
  const inner = Array.from({ length: settings - 2 }, (_, n) => n + 1);
  const intervalOf = differenceInterval(series, options);
  const leads = inner.map((j) =>
    smallestMean(
      [0, settings - 1].map((end) => series.map(({ values }) => sign * (values[j] - values[end]))),
      { intervalOf, choices: inner.length },
    ),
  );
  const best = (end: "effect" | "low" | "high"): number => Math.max(...leads.map((lead) => lead[end]));
  const interval = { low: best("low"), high: best("high") };
  return judgementOf({ effect: best("effect"), interval, seeds: series.map(({ seed }) => seed) }, { threshold: 0 });
}
