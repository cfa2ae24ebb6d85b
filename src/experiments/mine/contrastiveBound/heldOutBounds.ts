import { ntXentCap } from "../../../bounds/ntXentCap";
import type { PairSampler } from "../../../data/samplers/pairSampler";
import { tf } from "../../../engine/tf";
import { meanOf } from "../../../ledger/statistics/meanOf";
import { key } from "../../../random/key";
import type { ContrastiveBoundConfig, ContrastiveBoundMetrics } from "./config";
import { ntXentOf, type CosineCritic } from "./cosineCritic";

/** What NT-Xent and InfoNCE say of pairs that the critic was not trained on, batch by batch. */
export function heldOutBounds(
  critic: CosineCritic,
  sampler: PairSampler,
  { pairs, heldOutPairs, seed }: Pick<ContrastiveBoundConfig, "pairs" | "heldOutPairs"> & { seed: number },
): Omit<ContrastiveBoundMetrics, "trueNats"> {
  const values = tf.tidy(() => {
    const { x, z } = sampler.sample(key(6_000_000 + seed), heldOutPairs);
    const [zA, zB] = [x, z].map((views) => tf.split<tf.Tensor2D>(critic.embed(views), heldOutPairs / pairs));
    return zA.map((a, n) =>
      (["both", "other"] as const).map((negatives) => Math.log(pairs) - ntXentOf(a, zB[n], negatives).dataSync()[0]),
    );
  });
  const { temperature } = critic;
  const bound = told(values.map(([ofBoth]) => ofBoth));
  const infoNce = told(values.map(([, ofOther]) => ofOther));
  return {
    ...{ boundNats: bound.mean, standardErrorNats: bound.standardError },
    ...{ infoNceNats: infoNce.mean, infoNceStandardErrorNats: infoNce.standardError },
    temperature,
    overCapNats: Math.max(...values.map(([ofBoth]) => ofBoth)) - ntXentCap({ pairs, temperature }),
    smallestGapNats: Math.min(...values.map(([ofBoth, ofOther]) => ofOther - ofBoth)),
  };
}

function told(values: readonly number[]): { mean: number; standardError: number } {
  const [n, mean] = [values.length, meanOf(values)];
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(squares / (n - 1) / n) };
}
