import { throwIfInterrupted } from "../../../report/abort";
import type { BiasCorrectionConfig } from "./config";
import { criticsOf, exactSlopes, type CellScores } from "./critics";
import type { CellProbabilities } from "./example";
import { expectedSlopes } from "./expectedSlopes";

/** Lengths of the bias, exact but for rounding, at each step that is measured. */
export interface BiasAlong {
  corrected: number[];
  plain: number[];
}

export interface BiasAlongOptions extends BiasCorrectionConfig {
  signal?: AbortSignal;
  /** Told how many steps are done. */
  onStep?: (steps: number) => void;
}

/**
 * The bias at every step of a critic that moves; of one that rests after the last step only, where the average has settled.
 *
 * That of the joint pairs is zero, so it is the mean slope of log E[exp T] less the exact one.
 */
export async function biasAlong(cells: CellProbabilities, options: BiasAlongOptions): Promise<BiasAlong> {
  const { rate, batchSize, learningRate, steps, signal, onStep } = options;
  const critics = criticsOf(cells, { learningRate, steps });
  const along: BiasAlong = { corrected: [], plain: [] };
  for (let n = learningRate === 0 ? steps - 1 : 0; n < steps; n++) {
    const bias = (of: readonly CellScores[], a: number): number =>
      distance(expectedSlopes(cells.marginal, of, { rate: a, batchSize }), exactSlopes(cells.marginal, critics[n]));
    along.corrected.push(bias(critics.slice(0, n + 1), rate));
    along.plain.push(bias([critics[n]], 1));
    onStep?.(n + 1);
    await new Promise(setImmediate);
    throwIfInterrupted("bias-correction", signal);
  }
  return along;
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.sqrt(a.reduce((sum, value, n) => sum + (value - b[n]) ** 2, 0));
}
