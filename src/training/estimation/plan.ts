import { statisticsNetwork } from "../../models/statisticsNetwork";
import { TrainingError } from "../trainingError";
import type { EstimationOptions } from "./estimationOptions";
import { leastKept } from "./jackknife";

/** The least with which a held-out part says anything. */
export const leastPairs = 50;
/** Pairs that choose the best moment of a critic: more cost time at every look, and tell no more. */
export const mostValidationPairs = 5000;

export interface Sizes {
  pairs: number;
  xDim: number;
  yDim: number;
}

/** The options with their defaults for a sample of this size. */
export type Plan = ReturnType<typeof planOf>;

/** @throws TrainingError in the name of estimate */
export function planOf(options: EstimationOptions, { pairs, xDim, yDim }: Sizes) {
  const many = xDim + yDim > 8;
  const { scale = "ranks", seed = 0, folds = 5, bound = "donskerVaradhan", learningRate = 2e-3, k = 3 } = options;
  const { steps = many ? 3000 : 2000, marginals = many ? "all" : "cyclicShift" } = options;
  oneOf(["auto", "mine", "ksg"], { method: options.method ?? "auto" });
  oneOf(["ranks", "standardise", "none"], { scale });
  whole(0, { seed });
  if (!Number.isInteger(steps / 10) || steps < 10) fail(`steps is ${steps}; it must be a multiple of 10`);
  whole(3, { folds });
  if (!(learningRate > 0)) fail(`learningRate is ${learningRate}; it must be a positive number`);
  if (pairs < leastPairs) fail(`there are ${pairs} pairs; at least ${leastPairs} are needed`);
  const foldSize = Math.floor(pairs / folds);
  const validationSize = Math.min(foldSize, Math.floor(pairs / 5), mostValidationPairs);
  const trainSize = pairs - Math.ceil(pairs / folds) - validationSize;
  if (foldSize < 10) fail(`folds is ${folds} for ${pairs} pairs; at least 10 in each are needed`);
  // InfoNCE is judged on two batches at the least.
  const mostInBatch = bound === "infoNce" ? Math.floor(Math.min(trainSize, validationSize) / 2) : trainSize;
  const { batchSize = Math.min(256, Math.floor(Math.min(trainSize / 2, mostInBatch))) } = options;
  within([2, mostInBatch], { batchSize }, `${pairs} pairs in ${folds} folds`);
  within([1, leastKept(pairs) - 1], { k }, `${pairs} pairs`);
  return {
    ...{ scale, seed, folds, bound, learningRate, k, steps, marginals, validationSize, batchSize },
    // A small sample is soon learnt by heart, and one of many columns too, so the best moment is soon over.
    evaluateEvery: Math.min(trainSize < 1000 ? 20 : many ? 50 : 100, 10 * Math.ceil(steps / 200)),
    // Tracing ten steps for one call takes longer than a short training gains by it.
    stepsPerCall: steps <= 500 ? 2 : 10,
    patience: trainSize < 1000 ? 15 : 8,
    // Few held-out pairs make many marginal ones, all the same.
    heldOutShifts: Math.round(Math.min(64, Math.max(8, 4000 / foldSize))),
    network:
      options.network ??
      ((of: { xDim: number; zDim: number; seed: number }) =>
        statisticsNetwork({
          ...of,
          structure: many ? "separable" : "concatenation",
          hiddenDims: many ? [128, 128] : [64, 64],
        })),
  };
}

function whole(least: number, numbers: Record<string, number>): void {
  for (const [name, value] of Object.entries(numbers))
    if (!Number.isInteger(value) || value < least) fail(`${name} is ${value}; it must be a whole number from ${least}`);
}

function within([least, most]: [number, number], numbers: Record<string, number>, of: string): void {
  for (const [name, value] of Object.entries(numbers))
    if (!Number.isInteger(value) || value < least || value > most)
      fail(`${name} is ${value} for ${of}; a whole number from ${least} to ${most} is needed`);
}

function oneOf(known: readonly string[], names: Record<string, string>): void {
  for (const [option, name] of Object.entries(names))
    if (!known.includes(name)) fail(`${option} is ${name}; it must be one of ${known.join(", ")}`);
}

function fail(why: string): never {
  throw new TrainingError(`estimate: ${why}`);
}
