import { judgeAbove } from "../../../ledger/statistics/judgeAbove";
import { judgeEvery } from "../../../ledger/statistics/judgeEvery";
import { judgeExact } from "../../../ledger/statistics/judgeExact";
import { judgeInteraction } from "../../../ledger/statistics/judgeInteraction";
import { judgeTrend } from "../../../ledger/statistics/judgeTrend";
import { fittedRise } from "../../../ledger/statistics/fittedRise";
import { noSeeds } from "../../../ledger/statistics/judgementOf";
import { meanOf } from "../../../ledger/statistics/meanOf";
import { bySeed, type SeedEffect } from "../../../ledger/statistics/seedEffect";
import { effectOf, seriesBySeed, type SeedSeries } from "../../../ledger/statistics/seedSeries";
import type { Claim } from "../../experiment";
import type { EstimatorConfig, EstimatorMetrics, EstimatorRow } from "./config";
import { sampleSize } from "./grids";

type Rows = readonly EstimatorRow[];
type EstimatorClaim = Claim<EstimatorConfig, EstimatorMetrics>;
type Measure = (metrics: EstimatorMetrics) => number;

const mineError: Measure = ({ mineNats, trueNats }) => Math.abs(mineNats - trueNats);
const ksgError: Measure = ({ ksgNats, trueNats }) => Math.abs(ksgNats - trueNats);
/** Nats by which MINE is nearer to the truth. */
const nearer: Measure = (metrics) => ksgError(metrics) - mineError(metrics);

type Critic = "mineNats" | "averagedNats";

/** What an error leaves of a tenth of the truth, or of 0.01 nats where that is more, as a share of it: below 0 the error is larger. */
const withinTenth =
  (critic: Critic): Measure =>
  ({ [critic]: nats, trueNats }) =>
    1 - Math.abs(nats - trueNats) / Math.max(0.1 * trueNats, 0.01);

/** A correlation is as strong whatever its sign. */
const strength = ({ config }: EstimatorRow): number => Math.abs(config.correlation);

const freshIn = (rows: Rows, dims: number): Rows =>
  rows.filter(({ config }) => config.pairs === 0 && config.dims === dims);
const samplesIn = (rows: Rows, dims: number): Rows =>
  rows.filter(({ config }) => config.pairs > 0 && config.dims === dims);
/** Those in which dimensions are compared. */
const samplesOf = (rows: Rows, pairs: number): Rows => rows.filter(({ config }) => config.pairs === pairs);

const sorted = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b);

/** What each seed shows at each correlation. */
function atEach(rows: Rows, measure: Measure): SeedEffect[][] {
  return sorted(rows.map(({ config }) => config.correlation)).map((correlation) =>
    bySeed(
      rows.filter(({ config }) => config.correlation === correlation),
      ([row]) => row && measure(row.metrics),
    ),
  );
}

/** A measure of each seed, over sizes of samples or over dimensions. */
function over(rows: Rows, factor: "pairs" | "dims", measure: Measure): SeedSeries[] {
  return seriesBySeed(rows, sorted(rows.map(({ config }) => config[factor])), (ofSeed, value) => {
    const row = ofSeed.find(({ config }) => config[factor] === value);
    return row && measure(row.metrics);
  });
}

const only = (effects: readonly SeedEffect[]): number => effects[0]?.effect ?? NaN;
const smallest = (parts: readonly (readonly SeedEffect[])[]): number => Math.min(...parts.map(only));
const every: (parts: SeedEffect[][]) => ReturnType<typeof judgeEvery> = (parts) =>
  parts.length === 0 ? noSeeds : judgeEvery(parts);

const uptoNineTenths = (rows: Rows, critic: Critic): SeedEffect[][] =>
  atEach(
    freshIn(rows, 2).filter((row) => strength(row) <= 0.9),
    withinTenth(critic),
  );
const fromThreeTenths = (rows: Rows): SeedEffect[][] =>
  atEach(
    freshIn(rows, 20).filter((row) => strength(row) >= 0.3),
    nearer,
  );
const ofOneSample = (rows: Rows): SeedEffect[] =>
  bySeed(samplesOf(samplesIn(rows, 20), sampleSize), ([row]) => row && nearer(row.metrics));
const belowZero = (rows: Rows): SeedEffect[] =>
  bySeed(rows, (ofSeed) =>
    ofSeed.length === 0 ? undefined : Math.min(0, ...ofSeed.map(({ metrics }) => metrics.smallestGapNats)),
  );
const overSizes = (rows: Rows): SeedSeries[] => over(samplesIn(rows, 20), "pairs", mineError);
const rises = (rows: Rows, measure: Measure): SeedEffect[] =>
  effectOf(over(samplesOf(rows, sampleSize), "dims", measure), fittedRise);
const few = (rows: Rows): SeedEffect[] =>
  effectOf(
    seriesBySeed(samplesIn(rows, 2), [300, 1000], (ofSeed, size) => {
      const [row] = samplesOf(ofSeed, size);
      return row && -nearer(row.metrics);
    }),
    meanOf,
  );

const curves = "curves; no number";

/** The first claim, of a critic. */
function follows(statement: string, critic: Critic): EstimatorClaim {
  return {
    ...{ id: "M1", statement, paperValue: curves, unit: "of a tenth, left", expected: "holds" },
    judge: (rows) => every(uptoNineTenths(rows, critic)),
    live: { effect: (rows) => smallest(uptoNineTenths(rows, critic)), threshold: -1, expected: "holds" },
  };
}

/**
 * Live, seeds 101 to 107 leave 0.26 and 0.31 of a tenth with deviations of 0.16, with a third of the steps; MINE is nearer by 1.61 nats
 * with 0.04 and 1.01 with 0.08; its error falls by 1.5 with 0.45, and KSG's grows more by 1.13 with 0.11. The thresholds stand 8, 40, 13, 4
 * and 10 deviations off; 4 were asked for.
 */
export const estimatorClaims: readonly EstimatorClaim[] = [
  follows(
    "in 2 dimensions, at every ρ from -0.9 to 0.9, MINE is off by less than a tenth of the truth, or than 0.01 nats where that is more",
    "mineNats",
  ),
  follows("and so it is with the moving average in its gradient", "averagedNats"),
  {
    id: "M2",
    statement:
      "in 20 dimensions MINE is nearer to the truth than KSG, for every ρ from 0.3 and every one down from -0.3",
    paperValue: curves,
    unit: "nats",
    expected: "holds",
    judge: (rows) => every(fromThreeTenths(rows)),
    live: { effect: (rows) => smallest(fromThreeTenths(rows)), threshold: 0, expected: "holds" },
  },
  {
    id: "M2",
    statement: "and so it is when both are given the same 5,000 pairs with 2 nats to find",
    paperValue: "not reported",
    unit: "nats",
    expected: "holds",
    judge: (rows) => judgeAbove(ofOneSample(rows)),
    live: { effect: (rows) => only(ofOneSample(rows)), threshold: 0, expected: "holds" },
  },
  {
    id: "M3",
    statement:
      "the Donsker-Varadhan bound is nowhere below that of MINE-f for the same scores, of critics trained or not",
    paperValue: "an inequality",
    unit: "nats",
    expected: "holds",
    judge: (rows) => judgeExact(belowZero(rows), { tolerance: 1e-4 }),
    live: { effect: (rows) => only(belowZero(rows)), threshold: -1e-4, expected: "holds" },
  },
  {
    id: "M4",
    statement: "in 20 dimensions MINE's error falls with the size of the sample",
    paperValue: "a statement; no number",
    unit: "nats",
    expected: "holds",
    judge: (rows) =>
      judgeTrend(
        overSizes(rows).filter(({ values }) => values.length >= 3),
        { direction: "falling" },
      ),
    live: { effect: (rows) => -only(effectOf(overSizes(rows), fittedRise)), threshold: -0.3, expected: "holds" },
  },
  {
    id: "M4",
    statement:
      "from 2 dimensions to 50 MINE's error grows less than KSG's, on samples of 5,000 pairs with 2 nats to find",
    paperValue: "a statement; no number",
    unit: "nats",
    expected: "holds",
    judge: (rows) => judgeInteraction(rises(rows, ksgError), rises(rows, mineError)),
    live: {
      effect: (rows) => only(rises(rows, ksgError)) - only(rises(rows, mineError)),
      threshold: 0,
      expected: "holds",
    },
  },
  {
    id: "M4",
    statement:
      "but it needs pairs: in 2 dimensions KSG is nearer to the truth, in the mean of samples of 300 and of 1,000",
    paperValue: "not reported",
    unit: "nats",
    expected: "holds",
    judge: (rows) => judgeAbove(few(rows)),
  },
];
