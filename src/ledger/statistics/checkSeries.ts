import { checkSeeds } from "./checkSeeds";
import type { SeedSeries } from "./seedSeries";
import { StatisticsError } from "./statisticsError";

/**
 * The number of settings of series that fit together; 0 when there are no series.
 * @throws StatisticsError `judgeTrend: seed 2 has 3 settings but seed 1 has 4; every seed needs the same ones`
 * @throws StatisticsError `judgeTrend: there are 2 settings; at least 3 are needed`
 */
export function checkSeries(judge: string, series: readonly SeedSeries[], { atLeast }: { atLeast: number }): number {
  checkSeeds(judge, series);
  if (series.length === 0) return 0;
  const [{ seed: first, values }] = series;
  const settings = values.length;
  const other = series.find((one) => one.values.length !== settings);
  if (other)
    throw new StatisticsError(
      `${judge}: seed ${other.seed} has ${other.values.length} settings but seed ${first} has ${settings}; every seed needs the same ones`,
    );
  if (settings < atLeast)
    throw new StatisticsError(`${judge}: there are ${settings} settings; at least ${atLeast} are needed`);
  return settings;
}
