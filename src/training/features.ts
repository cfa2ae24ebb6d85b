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
  return chosen.map((row) => {
    if (!(row >= 0 && row < features.rows))
      throw new TrainingError(`featureRows: row ${row} is not in features of ${features.rows} rows`);
    return Array.from(features.values.subarray(row * features.columns, (row + 1) * features.columns));
  });
}
