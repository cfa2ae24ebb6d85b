import type { CellProbabilities } from "./example";

/** A critic that has a score of its own for every cell. */
export type CellScores = readonly number[];

/** d log E[exp T] / dT of each cell: what the joint pairs' share is compared with in the exact gradient. */
export function exactSlopes(marginal: readonly number[], critic: CellScores): number[] {
  const weights = marginal.map((q, cell) => q * Math.exp(critic[cell]));
  const total = weights.reduce((sum, weight) => sum + weight);
  return weights.map((weight) => weight / total);
}

/**
 * The critic before each of some steps: one that climbs the exact Donsker-Varadhan bound from 0, or with a learning rate of 0
 * always the best one, log p(x, z) / (p(x) p(z)), where the exact gradient is zero and any bias would move it.
 */
export function criticsOf(
  { joint, marginal }: CellProbabilities,
  { learningRate, steps }: { learningRate: number; steps: number },
): CellScores[] {
  const best = joint.map((p, cell) => Math.log(p / marginal[cell]));
  let critic: CellScores = learningRate === 0 ? best : best.map(() => 0);
  return Array.from({ length: steps }, () => {
    const before = critic;
    const slopes = exactSlopes(marginal, before);
    if (learningRate > 0) critic = before.map((score, cell) => score + learningRate * (joint[cell] - slopes[cell]));
    return before;
  });
}
