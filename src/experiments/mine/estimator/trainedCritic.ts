import path from "node:path";
import type { Pairs, PairSampler } from "../../../data/samplers/pairSampler";
import { statisticsNetwork } from "../../../models/statisticsNetwork";
import { estimateMI } from "../../../training/estimateMI";
import type { MiEstimate } from "../../../training/estimate/estimateOptions";
import type { RunContext } from "../../experiment";
import type { EstimatorConfig } from "./config";
import { smallestGap } from "./smallestGap";

export interface TrainedCriticOptions extends RunContext {
  /** Where critics are shown pairs on which the two bounds are compared. */
  sampler: PairSampler;
  /** What they are trained on. */
  pairs: PairSampler | Pairs;
  critic: "mine" | "averaged" | "mine-f";
}

/** Half of the default: a run of a thousand steps waits less for its compiled step then. */
const stepsPerCall = 5;

/**
 * When to look whether it is still getting better: ten times; on a sample every second pass of it, if that is more often, and
 * ten looks without a better one are the end. A few hundred pairs are learnt by heart within moments.
 */
export function looksOf({ pairs, steps, batchSize }: EstimatorConfig): { evaluateEvery: number; patience?: number } {
  const most = Math.max(1, Math.floor(steps / 100));
  if (pairs === 0) return { evaluateEvery: 10 * most };
  const passes = (2 * 0.6 * pairs) / batchSize;
  return { evaluateEvery: 10 * Math.min(most, Math.max(1, Math.round(passes / 10))), patience: 10 };
}

/**
 * Trains T = g(x) · h(z) / √E on a batch's pairs of every x with every z, and takes its estimate from pairs held out. Many marginal
 * pairs are what a critic in many dimensions lacks; of a batch of B this one has B (B - 1).
 */
export async function trainedCritic(
  config: EstimatorConfig,
  { sampler, pairs, critic, checkpoint, tensorBoard, ...context }: TrainedCriticOptions,
): Promise<MiEstimate & { smallestGapNats: number }> {
  const { dims, steps, batchSize, width, learningRate, averageRate, testPairs } = config;
  const { seed } = context;
  const network = statisticsNetwork({
    ...{ xDim: dims, zDim: dims, structure: "separable", hiddenDims: [width, width], activation: "elu", seed },
  });
  const gap = (moment: 0 | 1): number => smallestGap(network, sampler, { batchSize, seed: 2 * seed + moment });
  try {
    const before = gap(0);
    const estimate = await estimateMI({
      ...{ pairs, network, marginals: "all", steps, batchSize, learningRate, stepsPerCall },
      ...looksOf(config),
      bound: critic === "mine-f" ? "nwj" : "donskerVaradhan",
      movingAverageRate: critic === "averaged" ? averageRate : undefined,
      ...("sample" in pairs ? { testSize: testPairs, validationSize: Math.ceil(testPairs / 10) } : {}),
      ...{ ...context, checkpoint: checkpoint?.(critic), tensorBoard: tensorBoard && path.join(tensorBoard, critic) },
    });
    return { ...estimate, smallestGapNats: Math.min(before, gap(1)) };
  } finally {
    network.dispose();
  }
}
