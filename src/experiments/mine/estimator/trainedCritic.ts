import path from "node:path";
import type { Pairs, PairSampler } from "../../../data/samplers/pairSampler";
import { tf } from "../../../engine/tf";
import { statisticsNetwork } from "../../../models/statisticsNetwork";
import { disposeOptimizer } from "../../../optimizers/disposeOptimizer";
import { constant } from "../../../optimizers/schedules";
import { withClipping } from "../../../optimizers/withClipping";
import { estimateMI } from "../../../training/estimateMI";
import type { EstimateOptions, MiEstimate } from "../../../training/estimate/estimateOptions";
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
 * Steps before the average begins. Scores are large at first, and fall: an average that remembers them turns the marginal pairs
 * off, and nothing holds the critic then.
 */
const plainSteps = (steps: number): number => Math.min(100, 10 * Math.floor(steps / 20));

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
  // That of estimateMI, kept from the first steps to the others: a new Adam jumps.
  const optimizer = withClipping(tf.train.adam(learningRate), { maxNorm: 5 });
  const gap = (moment: 0 | 1): number => smallestGap(network, sampler, { batchSize, seed: 2 * seed + moment });
  try {
    const before = gap(0);
    const train = (name: string, options: Pick<EstimateOptions, "steps" | "learningRate"> & Partial<EstimateOptions>) =>
      estimateMI({
        ...{ pairs, network, optimizer, batchSize, stepsPerCall },
        ...("sample" in pairs ? { testSize: testPairs, validationSize: Math.ceil(testPairs / 10) } : {}),
        marginals: "all",
        ...{ ...context, checkpoint: checkpoint?.(name), tensorBoard: tensorBoard && path.join(tensorBoard, name) },
        ...options,
      });
    const first = critic === "averaged" ? plainSteps(steps) : 0;
    const start =
      first > 0
        ? await train(`${critic}-start`, { steps: first, evaluateEvery: first, learningRate: constant(learningRate) })
        : undefined;
    const estimate = await train(critic, {
      bound: critic === "mine-f" ? "nwj" : "donskerVaradhan",
      movingAverageRate: critic === "averaged" ? averageRate : undefined,
      ...{ steps: steps - first, learningRate, ...looksOf({ ...config, steps: steps - first }) },
    });
    return {
      ...estimate,
      seconds: estimate.seconds + (start?.seconds ?? 0),
      smallestGapNats: Math.min(before, gap(1)),
    };
  } finally {
    network.dispose();
    disposeOptimizer(optimizer);
  }
}
