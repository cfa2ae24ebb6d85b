import type { Judgement } from "../verdict";
import { checkSeries } from "./checkSeries";
import { differenceInterval, type DifferenceOptions } from "./differenceInterval";
import { judgementOf, noSeeds } from "./judgementOf";
import type { SeedSeries } from "./seedSeries";
import { smallestMean } from "./smallestMean";
import { StatisticsError } from "./statisticsError";

export interface JudgeBestAmongOptions extends DifferenceOptions {
  /** Settings of which one, not named before, is claimed to be above all of `against`: numbers from 0. */
  among: readonly number[];
  /** The settings that it must be above: numbers from 0. */
  against: readonly number[];
  /** Which value is the best one. Default: "largest". */
  of?: "largest" | "smallest";
}

/**
 * Whether the best of some settings is above every one of others, in the mean over seeds. The effect is its lead over the best of
 * the others: max over j among of min over k against of (meanⱼ - meanₖ).
 *
 * The best is chosen on the data that judge it. So for `holds` it must beat each of the others at 2.5% / m, with m settings to
 * choose from (Bonferroni); for `refuted` every one of these must be beaten by one of the others, at 2.5% / their number.
 *
 * @throws StatisticsError `judgeBestAmong: setting 7 is not there; numbers from 0 to 4 are needed`
 * @throws StatisticsError `judgeBestAmong: among is empty; at least 1 setting is needed`, and so for `against`
 */
export function judgeBestAmong(series: readonly SeedSeries[], options: JudgeBestAmongOptions): Judgement {
  const { among, against, of = "largest" } = options;
  const settings = checkSeries("judgeBestAmong", series, { atLeast: 2 });
  if (settings === 0) return noSeeds;
  for (const [name, group] of Object.entries({ among, against })) {
    if (group.length === 0) throw new StatisticsError(`judgeBestAmong: ${name} is empty; at least 1 setting is needed`);
    const missing = group.find((n) => !(Number.isInteger(n) && n >= 0 && n < settings));
    if (missing !== undefined)
      throw new StatisticsError(
        `judgeBestAmong: setting ${missing} is not there; numbers from 0 to ${settings - 1} are needed`,
      );
  }
  const sign = of === "largest" ? 1 : -1;
  const intervalOf = differenceInterval(series, options);
  const leads = among.map((j) =>
    smallestMean(
      against.map((k) => series.map(({ values }) => sign * (values[j] - values[k]))),
      { intervalOf, choices: among.length },
    ),
  );
  const best = (end: "effect" | "low" | "high"): number => Math.max(...leads.map((lead) => lead[end]));
  const interval = { low: best("low"), high: best("high") };
  return judgementOf({ effect: best("effect"), interval, seeds: series.map(({ seed }) => seed) }, { threshold: 0 });
}
