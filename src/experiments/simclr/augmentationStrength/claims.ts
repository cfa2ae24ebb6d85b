import type { Judgement } from "../../../ledger/verdict";
import { judgeInteraction } from "../../../ledger/statistics/judgeInteraction";
import { noSeeds } from "../../../ledger/statistics/judgementOf";
import { judgeTrend } from "../../../ledger/statistics/judgeTrend";
import { fittedRise } from "../../../ledger/statistics/fittedRise";
import type { SeedEffect } from "../../../ledger/statistics/seedEffect";
import { effectOf, seriesBySeed, type SeedSeries } from "../../../ledger/statistics/seedSeries";
import type { Claim } from "../../experiment";
import type { AugmentationStrengthConfig, AugmentationStrengthMetrics, AugmentationStrengthRow } from "./config";

type StrengthClaim = Claim<AugmentationStrengthConfig, AugmentationStrengthMetrics>;
type Method = AugmentationStrengthConfig["method"];
type Metric = "accuracy" | "knn";
type Rows = readonly AugmentationStrengthRow[];

/** The strongest colours of the paper; what was run beyond them is shown but not judged. */
const strongest = 1;

const lengthsOf = (rows: Rows): number[] => [...new Set(rows.map(({ config }) => config.epochs))].sort((a, b) => a - b);

/** Of the runs that were trained the shortest: the grid. Longer ones ask a question of their own. */
const ofGrid = (rows: Rows): Rows => rows.filter(({ config }) => config.epochs === lengthsOf(rows)[0]);

/** A method's results of each seed, from the weakest colours that were run to the strongest that are judged. */
function seriesOf(rows: Rows, method: Method, metric: Metric = "accuracy"): SeedSeries[] {
  const ofMethod = ofGrid(rows).filter(({ config }) => config.method === method && config.strength <= strongest);
  const strengths = [...new Set(ofMethod.map(({ config }) => config.strength))].sort((a, b) => a - b);
  return seriesBySeed(
    ofMethod,
    strengths,
    (ofSeed, strength) => ofSeed.find(({ config }) => config.strength === strength)?.metrics[metric],
  );
}

/** Whether a method's results rise or fall with the strength; not judged on fewer than three strengths, as quick has. */
function trend(
  rows: Rows,
  method: Method,
  { direction, metric }: { direction: "rising" | "falling"; metric?: Metric },
): Judgement {
  const series = seriesOf(rows, method, metric);
  return judgeTrend(
    series.filter(({ values }) => values.length >= 3),
    { direction },
  );
}

const rises = (rows: Rows, method: Method): SeedEffect[] => effectOf(seriesOf(rows, method), fittedRise);

/** Accuracy of SimCLR with the strongest colours less that with a quarter of them, of each seed that was trained so long. */
function gainByStrongest(rows: Rows, epochs: number): SeedEffect[] {
  const ofLength = rows.filter(({ config }) => config.method === "SimCLR" && config.epochs === epochs);
  const series = seriesBySeed(
    ofLength,
    [strongest / 4, strongest],
    (ofSeed, strength) => ofSeed.find(({ config }) => config.strength === strength)?.metrics.accuracy,
  );
  return effectOf(series, ([weaker, strong]) => strong - weaker);
}

/** Whether the strongest colours gain more, or lose less, where training was longer. */
function judgeLonger(rows: Rows): Judgement {
  const lengths = lengthsOf(rows.filter(({ config }) => config.method === "SimCLR"));
  if (lengths.length < 2) return noSeeds;
  return judgeInteraction(gainByStrongest(rows, lengths[lengths.length - 1]), gainByStrongest(rows, lengths[0]));
}

/**
 * How far supervised training falls from the weakest colours that were run to the strongest that are judged, of one seed: the mean of
 * its classifier's accuracy and of its nearest neighbours', which is noisy less than either.
 */
function fallOfSupervised(rows: Rows): number {
  const [accuracy, knn] = (["accuracy", "knn"] as const).map(
    (metric) => effectOf(seriesOf(rows, "supervised", metric), fittedRise)[0]?.effect ?? NaN,
  );
  return -(accuracy + knn) / 2;
}

/**
 * What Table 1 says of the four strengths that it has without blur. The nearest neighbours became a part of S7 before any run of this
 * experiment, because they see what short trainings teach earlier than the probe does. S8 asks for a fall, which is more than the table
 * of claims does ("not positive").
 *
 * The third part of S7 was added when the first two had come out otherwise than in the paper: SimCLR is best at 1/4 and 1/2 here.
 *
 * Live, S8's fall alone is checked: 4.4 points with a standard deviation of 1.0 over seeds 101 to 120, so that the threshold of 0.4
 * stands 4.0 deviations off. One run of SimCLR at quick shows no optimum.
 */
export const augmentationStrengthClaims: readonly StrengthClaim[] = [
  {
    id: "S7",
    statement: "the probe of SimCLR rises with the strength of the colours, from 1/8 to 1",
    paperValue: "59.6, 61.0, 62.6, 63.2 % at 1/8, 1/4, 1/2, 1",
    unit: "points",
    expected: "notVisible",
    judge: (rows) => trend(rows, "SimCLR", { direction: "rising" }),
  },
  {
    id: "S7",
    statement: "so do the nearest neighbours of SimCLR's h",
    paperValue: "not reported",
    unit: "points",
    expected: "notVisible",
    judge: (rows) => trend(rows, "SimCLR", { direction: "rising", metric: "knn" }),
  },
  {
    id: "S7",
    statement: "three times the epochs shrink what SimCLR's probe loses from 1/4 to 1, or raise what it gains",
    paperValue: "gains 2.2 from 1/4 to 1 after 100 epochs",
    unit: "points",
    expected: "notVisible",
    judge: judgeLonger,
  },
  {
    id: "S8",
    statement: "supervised accuracy falls with the strength of the colours, from 1/8 to 1",
    paperValue: "77.0, 76.7, 76.5, 75.7 % at 1/8, 1/4, 1/2, 1",
    unit: "points",
    expected: "holds",
    judge: (rows) => trend(rows, "supervised", { direction: "falling" }),
    live: { effect: fallOfSupervised, threshold: 0.4, expected: "holds" },
  },
  {
    id: "S8",
    statement: "supervised accuracy gains less from stronger colours than the probe of SimCLR does",
    paperValue: "3.6 points gained from 1/8 to 1 by SimCLR, 1.3 lost by supervised training",
    unit: "points",
    expected: "holds",
    judge: (rows) => judgeInteraction(rises(rows, "SimCLR"), rises(rows, "supervised")),
  },
];
