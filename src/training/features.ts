import { TrainingError } from "./trainingError";

/** One row of numbers for each image, outside the engine: nothing to dispose of. */
export interface Features {
  /** float32 `[rows, columns]`, row-major. */
  values: Float32Array;
  rows: number;
  columns: number;
}

/**
 * Some rows as arrays, for code that wants them so.
 * @param indices which rows, in this order. Default: all.
 * @throws TrainingError `featureRows: row 10 is not in features of 10 rows`
 */
export function featureRows(features: Features, indices?: ArrayLike<number>): number[][] {
  const chosen = indices ? Array.from(indices) : Array.from({ length: features.rows }, (_, row) => row);
  return chosen.map((row) => Array.from(rowOf("featureRows", features, row)));
}

/**
 * Some rows, in this order.
 * @throws TrainingError `takeFeatures: row 10 is not in features of 10 rows`
 */
export function takeFeatures(features: Features, indices: ArrayLike<number>): Features {
  const { columns } = features;
  const values = new Float32Array(indices.length * columns);
  Array.from(indices).forEach((row, n) => values.set(rowOf("takeFeatures", features, row), n * columns));
  return { values, rows: indices.length, columns };
}

function rowOf(who: string, { values, rows, columns }: Features, row: number): Float32Array {
  if (!(row >= 0 && row < rows)) throw new TrainingError(`${who}: row ${row} is not in features of ${rows} rows`);
  return values.subarray(row * columns, (row + 1) * columns);
}
