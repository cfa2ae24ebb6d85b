import type { Pairs } from "../../data/samplers/pairSampler";
import { tf } from "../../engine/tf";
import { progress as progressLine, type Progress } from "../../report/progress";
import type { MiEstimate } from "../estimate/estimateOptions";
import { estimateMI } from "../estimateMI";
import type { Plan } from "./plan";
import { rowsOfFold } from "./rowsOfFold";
import { stableThenCosine } from "./stableThenCosine";

/** One critic's part of an estimate. */
export interface EstimateFold {
  /** Pairs of the part that it was judged by. */
  pairs: number;
  /** What it is worth on them, and on those that it was trained on. */
  heldOutNats: number;
  trainNats: number;
  /** Of heldOutNats, over the choice of the pairs. */
  standardErrorNats: number;
  /** Steps done, and those after which it was the best. */
  steps: number;
  bestSteps: number;
  /** The value of the pairs that chose that moment, while it was trained. */
  validation: { steps: number; miNats: number }[];
}

/**
 * A critic for each part of the data: the next part says when it is best, and it is trained on the others. So every pair trains
 * some critics, is unknown to the one that it judges, and is reported once.
 */
export async function crossFit(
  pairs: Pairs,
  plan: Plan,
  { signal, progress }: { signal?: AbortSignal; progress?: Progress },
): Promise<EstimateFold[]> {
  const { folds, steps } = plan;
  const line = progress ?? progressLine({ total: folds * steps, label: "estimating mutual information" });
  const results: EstimateFold[] = [];
  try {
    for (let n = 0; n < folds; n++) {
      const update: Progress["update"] = (done, metrics) => line.update(n * steps + done, metrics);
      results.push(await fitOne(pairs, n, { plan, watch: { signal, progress: { update, finish: () => undefined } } }));
      // Critics that are good enough stop before their last step.
      line.update((n + 1) * steps);
    }
  } finally {
    line.finish();
  }
  return results;
}

interface Fitting {
  plan: Plan;
  watch: { signal?: AbortSignal; progress: Progress };
}

async function fitOne(pairs: Pairs, n: number, { plan, watch }: Fitting): Promise<EstimateFold> {
  const { bound, marginals, steps, batchSize, evaluateEvery, patience, heldOutShifts, stepsPerCall } = plan;
  // Critics of one estimate differ in their weights as in their data.
  const seed = plan.seed * plan.folds + n;
  const network = plan.network({ xDim: pairs.x.shape[1], zDim: pairs.z.shape[1], seed });
  const { train, validation, test } = rowsOfFold(n, { ...plan, pairs: pairs.x.shape[0] });
  const parted = { train: take(pairs, train), validation: take(pairs, validation), test: take(pairs, test) };
  try {
    const fitted = await estimateMI({
      ...{ network, seed, bound, marginals, steps, batchSize, evaluateEvery, patience, heldOutShifts },
      stepsPerCall,
      ...watch,
      learningRate: stableThenCosine({ base: plan.learningRate, totalSteps: steps }),
      pairs: parted,
    });
    return foldOf(fitted, test.length);
  } finally {
    for (const { x, z } of Object.values(parted)) tf.dispose([x, z]);
    network.dispose();
  }
}

function take({ x, z }: Pairs, rows: Int32Array): Pairs {
  return tf.tidy(() => {
    const chosen = tf.tensor1d(rows, "int32");
    return { x: tf.gather(x, chosen), z: tf.gather(z, chosen) };
  });
}

function foldOf(
  { miNats, trainMiNats, standardErrorNats, steps, bestSteps, history }: MiEstimate,
  pairs: number,
): EstimateFold {
  const { validation } = history;
  return { pairs, heldOutNats: miNats, trainNats: trainMiNats, standardErrorNats, steps, bestSteps, validation };
}
