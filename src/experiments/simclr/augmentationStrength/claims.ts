import type { Judgement } from "../../../ledger/verdict";
import { judgeInteraction } from "../../../ledger/statistics/judgeInteraction";
import { judgeTrend } from "../../../ledger/statistics/judgeTrend";
import { fittedRise } from "../../../ledger/statistics/fittedRise";
import { effectOf, seriesBySeed, type SeedSeries } from "../../../ledger/statistics/seedSeries";
import type { Claim } from "../../experiment";
import type { AugmentationStrengthConfig, AugmentationStrengthMetrics, AugmentationStrengthRow } from "./config";

type StrengthClaim = Claim<AugmentationStrengthConfig, AugmentationStrengthMetrics>;
type Method = AugmentationStrengthConfig["method"];

/** The strongest colours of the paper; what was run beyond them is shown but not judged. */
const strongest = 1;

/** A method's accuracy of each seed, from the weakest colours that were run to the strongest that are judged. */
function seriesOf(rows: readonly AugmentationStrengthRow[], method: Method): SeedSeries[] {
  const ofMethod = rows.filter(({ config }) => config.method === method && config.strength <= strongest);
  const strengths = [...new Set(ofMethod.map(({ config }) => config.strength))].sort((a, b) => a - b);
  return seriesBySeed(
    ofMethod,
    strengths,
    (ofSeed, strength) => ofSeed.find(({ config }) => config.strength === strength)?.metrics.accuracy,
  );
}

const rises = (rows: readonly AugmentationStrengthRow[], method: Method) =>
  effectOf(seriesOf(rows, method), fittedRise);

/** How much more SimCLR gains than supervised training from the weakest colours to the strongest. */
const judgeGain = (rows: readonly AugmentationStrengthRow[]): Judgement =>
  judgeInteraction(rises(rows, "SimCLR"), rises(rows, "supervised"));

/** What Table 1 says of the four strengths that it has without blur. */
export const augmentationStrengthClaims: readonly StrengthClaim[] = [
  {
    id: "S7",
    statement: "the probe of SimCLR rises with the strength of the colours, from 1/8 to 1",
    paperValue: "59.6, 61.0, 62.6, 63.2 % at 1/8, 1/4, 1/2, 1",
    unit: "points",
    expected: "holds",
    judge: (rows) => judgeTrend(seriesOf(rows, "SimCLR"), { direction: "rising" }),
    live: { effect: (rows) => rises(rows, "SimCLR")[0]?.effect ?? NaN, threshold: 0, expected: "holds" },
  },
  {
    id: "S8",
    statement: "supervised accuracy falls with the strength of the colours, from 1/8 to 1",
    paperValue: "77.0, 76.7, 76.5, 75.7 % at 1/8, 1/4, 1/2, 1",
    unit: "points",
    expected: "holds",
    judge: (rows) => judgeTrend(seriesOf(rows, "supervised"), { direction: "falling" }),
  },
  {
    id: "S8",
    statement: "supervised accuracy gains less from stronger colours than the probe of SimCLR does",
    paperValue: "3.6 points gained from 1/8 to 1 by SimCLR, 1.3 lost by supervised training",
    unit: "points",
    expected: "holds",
    judge: judgeGain,
    live: { effect: (rows) => judgeGain(rows).effect, threshold: 0, expected: "holds" },
  },
];
