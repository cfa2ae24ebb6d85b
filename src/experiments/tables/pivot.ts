import type { DataFrame } from "danfojs-node";
import { aggregates, type Aggregate } from "./aggregates";
import { distinctKeys, keyText } from "./distinctKeys";
import type { Cell } from "./flatRows";
import { frameOf } from "./frameOf";
import { TableError } from "./tableError";

export interface PivotOptions {
  /** Columns whose values name the lines. */
  index: string | readonly string[];
  /** The column whose values become columns. Default: none, and one column for each of `values`. */
  columns?: string;
  /** What stands in the cells. Of several, a column is called by both, for instance "probe 0.5". */
  values: string | readonly string[];
  /** What becomes of the numbers of a cell. Default "mean". A function gets those that are not missing, at least one. */
  aggregate?: Aggregate | ((values: readonly number[]) => number | string);
}

/**
 * A pivot table, which danfo lacks: a line for each combination of the index, a column for each value of a column, and in
 * each cell the mean, or whatever is asked for, of what falls there.
 * Lines and columns are sorted, so that the order of the frame does not matter: numbers by size, texts by letter.
 * Missing values (NaN) are left out; a cell that has no other is missing itself: NaN, or empty among texts.
 * @throws TableError `pivot: "tau" is not a column; there are temperature, probe`
 * @throws TableError `pivot: "device" holds "cpu"; only numbers can be aggregated`
 */
export function pivot(frame: DataFrame, options: PivotOptions): DataFrame {
  const { aggregate = "mean" } = options;
  const reduce = typeof aggregate === "string" ? aggregates[aggregate] : aggregate;
  const [index, across, values] = [options.index, options.columns, options.values].map((names) =>
    names === undefined ? [] : typeof names === "string" ? [names] : [...names],
  );
  const column = columnsOf(frame);
  const cells = new Map<string, number[]>();
  const rowKeys = linesOf(index.map(column));
  const headKeys = across.length === 0 ? rowKeys.map((): Cell[] => []) : linesOf(across.map(column));
  for (const value of values)
    column(value).forEach((cell, n) => {
      const number = numberOf(cell, value);
      const key = keyText([...rowKeys[n], ...headKeys[n], value]);
      if (!Number.isNaN(number)) cells.set(key, [...(cells.get(key) ?? []), number]);
    });

  const heads = distinctKeys(headKeys);
  const places = values.flatMap((value) => heads.map((head) => ({ value, head })));
  const title = (value: string, head: readonly Cell[]): string =>
    (values.length > 1 || head.length === 0 ? [value, ...head] : head).join(" ");
  const lines = distinctKeys(rowKeys).map((row) => [
    ...row,
    ...places.map(({ value, head }) => {
      const numbers = cells.get(keyText([...row, ...head, value]));
      return numbers && reduce(numbers);
    }),
  ]);
  return frameOf([...index, ...places.map(({ value, head }) => title(value, head))], lines);
}

/** The cells of a column by its name. */
function columnsOf(frame: DataFrame): (name: string) => Cell[] {
  const lines = frame.values as Cell[][];
  return (name) => {
    const place = frame.columns.indexOf(name);
    if (place >= 0) return lines.map((line) => line[place]);
    throw new TableError(`pivot: "${name}" is not a column; there are ${frame.columns.join(", ")}`);
  };
}

/** Columns beside each other, line by line. */
function linesOf(columns: readonly Cell[][]): Cell[][] {
  return columns[0].map((_, n) => columns.map((column) => column[n]));
}

function numberOf(cell: Cell, column: string): number {
  if (typeof cell === "number") return cell;
  if (cell === undefined || cell === "") return NaN;
  throw new TableError(`pivot: "${column}" holds "${cell}"; only numbers can be aggregated`);
}
