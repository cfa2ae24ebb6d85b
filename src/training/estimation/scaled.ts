import { op } from "../../engine/op";
import { tf } from "../../engine/tf";
import { foldIn } from "../../random/foldIn";
import { key } from "../../random/key";
import { permutation } from "../../random/permutation";
import { midRanks } from "./midRanks";
import type { Table } from "./tableOf";

/** What is done to each column; see `EstimationOptions.scale`. */
export type ColumnScale = "ranks" | "standardise" | "none";

export interface ScaledOptions {
  scale: ColumnScale;
  /** Whether equal numbers take their ranks in random order instead of sharing one. */
  partTies: boolean;
  /** Of that order. */
  seed: number;
  /** Of x and of y another: with one order for both, ties alone would make them dependent. */
  stream: number;
}

/**
 * The columns as a network or a search of neighbours likes them, float32 `[rows, columns]`. Mutual information is the same for every
 * one-to-one map of a column, and for ties parted at random: the number is still known from its rank, and the rest is noise.
 */
export function scaled(table: Table, { scale, partTies, seed, stream }: ScaledOptions): tf.Tensor2D {
  const { rows, columns } = table;
  const result = new Float32Array(table.values.length);
  for (let n = 0; n < columns; n++) {
    const column = columnOf(table, n);
    const values =
      scale === "none" ? column : standardised(scale === "ranks" ? normalScores(column, order(n)) : column);
    values.forEach((value, row) => (result[row * columns + n] = value));
  }
  return tf.tensor2d(result, [rows, columns]);

  function order(n: number): Int32Array | undefined {
    if (!partTies) return undefined;
    return tf.tidy(() => permutation(foldIn(foldIn(key(seed), stream), n), rows).dataSync<"int32">());
  }
}

export function columnOf({ values, rows, columns }: Table, n: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => values[row * columns + n]);
}

/** Less the mean, over the deviation, in float64: dates in seconds have no digits left in float32. */
export function standardised(column: Float64Array): Float64Array {
  const mean = average(column);
  const deviation = Math.sqrt(average(column.map((value) => (value - mean) ** 2)));
  return column.map((value) => (value - mean) / deviation);
}

/** Φ⁻¹ of the ranks. */
function normalScores(column: Float64Array, order?: Int32Array): Float64Array {
  const scores = tf.tidy(() =>
    op<tf.Tensor1D>("Ndtri", [tf.tensor1d(Float32Array.from(midRanks(column, order)))], { T: "float32" }).dataSync(),
  );
  return Float64Array.from(scores);
}

function average(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
