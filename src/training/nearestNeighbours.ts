import type { Features } from "./features";
import { nearestRows } from "./nearestRows";
import { TrainingError } from "./trainingError";

/**
 * The k rows of `index` that are most like each row of `queries`, by cosine similarity.
 * @returns indices of rows of `index`, the most similar first, for every query
 * @throws TrainingError `nearestNeighbours: k is 11 but the index has 10 rows; k from 1 to 10 is needed`
 */
export function nearestNeighbours(queries: Features, index: Features, { k }: { k: number }): number[][] {
  if (!Number.isInteger(k) || k < 1 || k > index.rows)
    throw new TrainingError(
      `nearestNeighbours: k is ${k} but the index has ${index.rows} rows; k from 1 to ${index.rows} is needed`,
    );
  if (queries.columns !== index.columns)
    throw new TrainingError(
      `nearestNeighbours: queries have ${queries.columns} columns but the index has ${index.columns}; both need the same`,
    );
  const rows = Array.from({ length: queries.rows }, (): number[] => []);
  nearestRows({ queries, index, k }, (query, row) => rows[query].push(row));
  return rows;
}
