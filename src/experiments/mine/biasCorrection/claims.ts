import type { Judgement } from "../../../ledger/verdict";
import { judgeAbove } from "../../../ledger/statistics/judgeAbove";
import { judgeExact } from "../../../ledger/statistics/judgeExact";
import { bySeed, type SeedEffect } from "../../../ledger/statistics/seedEffect";
import type { Claim } from "../../experiment";
import type { BiasCorrectionConfig, BiasCorrectionMetrics, BiasCorrectionRow } from "./config";

type BiasClaim = Claim<BiasCorrectionConfig, BiasCorrectionMetrics>;

/** What the runs of one seed show; undefined where one is missing. */
type OfSeed = (rows: readonly BiasCorrectionRow[]) => number | undefined;

/** A claim on what each seed shows. */
function part(
  statement: string,
  {
    unit,
    ofSeed,
    judge,
    live,
  }: {
    unit: string;
    ofSeed: OfSeed;
    judge: (effects: readonly SeedEffect[]) => Judgement;
    live: { effect?: (shown: number) => number; threshold: number };
  },
): BiasClaim {
  const { effect = (shown: number) => shown, threshold } = live;
  return {
    ...{ id: "M5", statement, paperValue: "a statement; no number", unit, expected: "holds" },
    judge: (rows) => judge(bySeed(rows, ofSeed)),
    live: { effect: (rows) => effect(ofSeed(rows) ?? NaN), threshold, expected: "holds" },
  };
}

/** log₂ of share / a of the averages on a resting critic: the one that is farthest from 0. */
const awayFromRate: OfSeed = (rows) =>
  rows
    .filter(({ config }) => config.learningRate === 0 && config.rate < 1)
    .map(({ config, metrics }) => Math.log2(metrics.share / config.rate))
    .reduce<number | undefined>(
      (far, one) => (far === undefined || Math.abs(one) > Math.abs(far) ? one : far),
      undefined,
    );

const libraryError: OfSeed = (rows) =>
  rows.length === 0 ? undefined : Math.max(...rows.map(({ metrics }) => metrics.libraryError));

/** log₂ of the share that is left while the critic moves, with its sign turned where less is claimed. */
const whileMoving =
  (sign: 1 | -1, { batchSize, rate }: Pick<BiasCorrectionConfig, "batchSize" | "rate">): OfSeed =>
  (rows) => {
    const run = rows.find(
      ({ config }) => config.learningRate > 0 && config.batchSize === batchSize && config.rate === rate,
    );
    return run && sign * Math.log2(run.metrics.share);
  };

/**
 * "By about a factor a" is taken as: within a factor of 2 of it, in every example by itself, since the numbers are exact. To first
 * order the bias is the variance of a batch's mean less a covariance with it. An average leaves the share a / (2 - a) of the first
 * and a of the second, whatever the batch size, and the length of their difference more than a where they cancel in the batch's own.
 *
 * The last two are what the sentence leaves out: an average of old batches is one of old critics. How much that costs differs from
 * example to example, so they are judged in the mean.
 *
 * Live thresholds from seeds 101 to 120: 0.18 with a standard deviation of 0.14 away from a, 2.21 with 0.47 and 3.97 with 0.60 in
 * motion. The thresholds of 1, 0 and 0 stand 5.9, 4.7 and 6.6 deviations off; 4 were asked for. The library's gradient is off by
 * the rounding of float32, 3e-7 at most, which leaves no deviation to count.
 */
export const biasCorrectionClaims: readonly BiasClaim[] = [
  part("critic at rest: the share of the bias that is left is a within a factor of 2", {
    unit: "log₂ of share / a",
    ofSeed: awayFromRate,
    judge: (effects) => judgeExact(effects, { tolerance: 1 }),
    live: { effect: (shown) => -Math.abs(shown), threshold: -1 },
  }),
  part("the library's gradient of a batch is the one of the formula", {
    unit: "",
    ofSeed: libraryError,
    judge: (effects) => judgeExact(effects, { tolerance: 1e-5 }),
    live: { effect: (shown) => -shown, threshold: -1e-5 },
  }),
  part("critic in motion, batches of 8: an average of rate 0.1 leaves less than half of the bias", {
    unit: "log₂ of 1 / share",
    ofSeed: whileMoving(-1, { batchSize: 8, rate: 0.1 }),
    judge: (effects) => judgeAbove(effects, { threshold: 1 }),
    live: { threshold: 0 },
  }),
  part("but it lags: with batches of 256 an average of rate 0.01 has more bias than none", {
    unit: "log₂ of share",
    ofSeed: whileMoving(1, { batchSize: 256, rate: 0.01 }),
    judge: (effects) => judgeAbove(effects),
    live: { threshold: 0 },
  }),
];
