import { readColumns, type Columns } from "../data/readColumns";
import { estimate } from "./estimate";
import type { Estimate } from "./estimation/estimate";
import type { EstimationOptions } from "./estimation/estimationOptions";
import type { Numbers } from "./estimation/tableOf";
import { TrainingError } from "./trainingError";

/** Columns of a CSV file, by their names in its first line. */
export interface CsvColumns {
  x: string | readonly string[];
  y: string | readonly string[];
}

/**
 * Estimates the mutual information of columns of a CSV file; see `estimate`.
 *
 * @param file its path; its first line names the columns
 * @param columns those of x and those of y, whose cells are all finite numbers
 * @param options those of `estimate`
 * @returns what `estimate` returns
 * @throws TrainingError `estimateCsv: x names no column`; `estimateCsv: x names column age twice`;
 *   `estimateCsv: column age is in x and in y, which would tell all about it`; and those of `estimate`.
 * @throws DataError of `readColumns`, with the line, the column and the value.
 * @cost that of `estimate`.
 */
export async function estimateCsv(file: string, columns: CsvColumns, options?: EstimationOptions): Promise<Estimate> {
  const [x, y] = [namesOf("x", columns.x), namesOf("y", columns.y)];
  const shared = x.find((name) => y.includes(name));
  if (shared !== undefined)
    throw new TrainingError(`estimateCsv: column ${shared} is in x and in y, which would tell all about it`);
  const table = await readColumns(file, [...x, ...y]);
  return estimate(part(table, 0, x.length), part(table, x.length, table.columns), options);
}

function namesOf(side: string, names: string | readonly string[] | undefined): readonly string[] {
  const list = typeof names === "string" ? [names] : (names ?? []);
  if (list.length === 0) throw new TrainingError(`estimateCsv: ${side} names no column`);
  const again = list.find((name, n) => list.indexOf(name) < n);
  if (again !== undefined) throw new TrainingError(`estimateCsv: ${side} names column ${again} twice`);
  return list;
}

function part({ names, values, rows, columns }: Columns, from: number, to: number): Numbers {
  const width = to - from;
  return {
    names: names.slice(from, to),
    columns: width,
    values: Float64Array.from(
      { length: rows * width },
      (_, at) => values[Math.floor(at / width) * columns + from + (at % width)],
    ),
  };
}
