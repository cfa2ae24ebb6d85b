import { checkSeries } from "./checkSeries";
import { pageDistribution } from "./pageDistribution";
import type { SeedSeries } from "./seedSeries";
import { StatisticsError } from "./statisticsError";

export interface PageTest {
  /** Page's L: Σ over seeds and settings j = 1, 2, ... of j · rank within the seed. */
  statistic: number;
  /** How often settings that make no difference give an L as large. */
  rising: number;
  /** An L as small. */
  falling: number;
}

const mostSettings = 12;

/** By the ranks in order: seeds without equal values, and those with the same ones, have one distribution. */
const known = new Map<string, Float64Array>();

/**
 * Page's test for a trend over an ordered factor, with seeds as blocks, by the exact distribution of L: all orders of the values
 * within each seed alike. Equal values share their mean rank, and the distribution is that of the ranks as they are.
 * @paper E. B. Page, Ordered hypotheses for multiple treatments, JASA 58 (1963).
 * @throws StatisticsError `pageTest: there are 13 settings; at most 12 are needed`
 */
export function pageTest(series: readonly SeedSeries[]): PageTest {
  const settings = checkSeries("pageTest", series, { atLeast: 2 });
  if (settings > mostSettings)
    throw new StatisticsError(`pageTest: there are ${settings} settings; at most ${mostSettings} are needed`);
  let distribution: Float64Array = Float64Array.of(1);
  let doubled = 0;
  for (const { values } of series) {
    const ranks = values.map((value) => doubledRank(value, values));
    doubled += ranks.reduce((sum, rank, n) => sum + (n + 1) * rank, 0);
    const ties = [...ranks].sort((a, b) => a - b).join();
    const ofSeed = known.get(ties) ?? pageDistribution(ranks);
    known.set(ties, ofSeed);
    distribution = convolve(distribution, ofSeed);
  }
  const share = (of: Float64Array): number => of.reduce((sum, probability) => sum + probability, 0);
  return {
    statistic: doubled / 2,
    rising: share(distribution.subarray(doubled)),
    falling: share(distribution.subarray(0, doubled + 1)),
  };
}

/** Twice the mean rank, which is a whole number also where values are equal. */
function doubledRank(value: number, among: readonly number[]): number {
  const below = among.filter((other) => other < value).length;
  const equal = among.filter((other) => other === value).length;
  return 2 * below + equal + 1;
}

function convolve(a: Float64Array, b: Float64Array): Float64Array {
  const sums = new Float64Array(a.length + b.length - 1);
  for (let i = 0; i < a.length; i++) if (a[i] > 0) for (let j = 0; j < b.length; j++) sums[i + j] += a[i] * b[j];
  return sums;
}
