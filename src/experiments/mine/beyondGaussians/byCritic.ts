import type { Pairs } from "../../../data/samplers/pairSampler";
import { statisticsNetwork } from "../../../models/statisticsNetwork";
import { estimateMI } from "../../../training/estimateMI";
import type { EstimateOptions } from "../../../training/estimate/estimateOptions";
import { TrainingError } from "../../../training/trainingError";
import type { RunContext } from "../../experiment";
import type { BeyondGaussiansMetrics, CriticConfig, CriticName } from "./config";

interface Critic extends Pick<EstimateOptions, "bound" | "clip"> {
  structure: "concatenation" | "separable";
}

/**
 * MINE by the gradient of its batch: with a moving average of rate 0.1 a pilot lost its critic in one seed of two on tails of five
 * degrees of freedom. InfoNCE scores every x with every z, which a network of concatenated pairs could do for a few at most.
 */
const critics: Record<CriticName, Critic> = {
  MINE: { bound: "donskerVaradhan", structure: "concatenation" },
  NWJ: { bound: "nwj", structure: "concatenation" },
  SMILE: { bound: "smile", clip: 5, structure: "concatenation" },
  InfoNCE: { bound: "infoNce", structure: "separable" },
};

/**
 * Trains a critic on three fifths of a sample, keeps it at its best on one, and reports its bound on the last.
 * @returns nothing where the loss became no number, as it does where a bound takes the exponential of a score far out
 */
export async function byCritic(
  sample: Pairs,
  config: CriticConfig,
  { seed, signal, progress, tensorBoard, checkpoint }: RunContext,
): Promise<Pick<BeyondGaussiansMetrics, "miNats" | "standardErrorNats" | "trainMiNats">> {
  const { estimator, steps, batchSize, width, learningRate, evaluateEvery } = config;
  const { structure, ...bound } = critics[estimator];
  const [xDim, zDim] = [sample.x.shape[1], sample.z.shape[1]];
  const network = statisticsNetwork({ xDim, zDim, structure, hiddenDims: [width, width], seed });
  try {
    const { miNats, standardErrorNats, trainMiNats } = await estimateMI({
      ...{ pairs: sample, network, steps, batchSize, learningRate, evaluateEvery, ...bound },
      ...{ seed, signal, progress, tensorBoard, checkpoint: checkpoint?.("critic") },
    });
    return { miNats, standardErrorNats, trainMiNats };
  } catch (error) {
    if (error instanceof TrainingError && error.message.includes(" is NaN ")) return {};
    throw error;
  } finally {
    network.dispose();
  }
}
