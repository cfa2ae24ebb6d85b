import { MetricError } from "./metricError";

/** One embedding for each image, outside the engine: what `embed` and `project` give. */
export interface Embeddings {
  /** float32 `[rows, columns]`, row-major. */
  values: Float32Array;
  rows: number;
  columns: number;
}

/** @throws MetricError in the name of `who`, when `name` has too few rows, another number of values, or one that is not finite. */
export function checkEmbeddings(who: string, name: string, { values, rows, columns }: Embeddings, atLeast = 1): void {
  if (!Number.isInteger(rows) || rows < atLeast || !Number.isInteger(columns) || columns < 1)
    throw new MetricError(
      `${who}: ${name} is [${rows}, ${columns}]; at least ${atLeast} ${atLeast === 1 ? "row" : "rows"} and 1 column are needed`,
    );
  if (values.length !== rows * columns)
    throw new MetricError(`${who}: ${name} is [${rows}, ${columns}] but has ${values.length} values`);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new MetricError(
      `${who}: row ${Math.floor(bad / columns)} of ${name} has the value ${values[bad]}; all must be finite`,
    );
}

/** @throws MetricError as `checkEmbeddings`, and when the two views are not of the same shape. */
export function checkViews(who: string, zA: Embeddings, zB: Embeddings, [a, b] = ["zA", "zB"]): void {
  checkEmbeddings(who, a, zA);
  checkEmbeddings(who, b, zB);
  if (zA.rows !== zB.rows || zA.columns !== zB.columns)
    throw new MetricError(
      `${who}: ${a} is [${zA.rows}, ${zA.columns}] but ${b} is [${zB.rows}, ${zB.columns}]; both views need the same shape`,
    );
}

/** @throws MetricError `alignment: alpha is 0; it must be a number above 0`. */
export function checkPositive(who: string, name: string, value: number): void {
  if (!(value > 0 && value < Infinity))
    throw new MetricError(`${who}: ${name} is ${value}; it must be a number above 0`);
}
