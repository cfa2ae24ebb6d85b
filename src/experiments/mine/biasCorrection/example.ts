import { tf } from "../../../engine/tf";
import { key } from "../../../random/key";
import { normal } from "../../../random/normal";

/** Values of x, and of z: nine cells, few enough to enumerate the batches of a few pairs by hand. */
const size = 3;

/**
 * p(x, z) of a seed, a row for each x: proportional to the exponential of normal numbers, so that every cell is possible and each
 * seed is an example of its own.
 */
export function biasExample(seed: number): number[][] {
  const weights = tf
    .tidy(() => normal<tf.Rank.R2>(key(seed), [size, size]).arraySync())
    .map((row) => row.map(Math.exp));
  const total = weights.flat().reduce((sum, weight) => sum + weight);
  return weights.map((row) => row.map((weight) => weight / total));
}

/** Probabilities of all cells, row by row. */
export interface CellProbabilities {
  joint: readonly number[];
  /** p(x) p(z). */
  marginal: readonly number[];
}

export function cellsOf(table: readonly (readonly number[])[]): CellProbabilities {
  const ofX = table.map((row) => row.reduce((sum, p) => sum + p));
  const ofZ = table[0].map((_, z) => table.reduce((sum, row) => sum + row[z], 0));
  return { joint: table.flat(), marginal: ofX.flatMap((p) => ofZ.map((q) => p * q)) };
}
