import type { Embeddings } from "../../src/metrics/embeddings";

export type Rows = number[][];

/** Rows as `project` gives them. */
export function embeddings(rows: Rows): Embeddings {
  return { values: Float32Array.from(rows.flat()), rows: rows.length, columns: rows[0].length };
}

/** Numbers from -2 to 2 that follow no pattern, the same on every machine. */
export function someRows(n: number, d: number, start: number): Rows {
  const digits = (x: number): number => x - Math.floor(x);
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: d }, (_, j) => 4 * digits(1e4 * Math.sin(start + i * d + j + 1)) - 2),
  );
}

export const unit = (row: number[]): number[] => row.map((x) => x / Math.hypot(...row));
export const dot = (a: number[], b: number[]): number => a.reduce((sum, x, d) => sum + x * b[d], 0);
export const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** Shape of test/fixtures/pytorch/contrastiveMetrics.json. */
export interface TorchMetrics {
  zA: Rows;
  zB: Rows;
  contrast: {
    normalize: boolean;
    negativesFrom: "both" | "other";
    temperature: number;
    accuracy: number;
    entropy: number;
  }[];
  alignment: { normalize: boolean; alpha: number; value: number }[];
  uniformity: { normalize: boolean; t: number; value: number }[];
}
