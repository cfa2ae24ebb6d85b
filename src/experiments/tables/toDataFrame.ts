import type { DataFrame } from "danfojs-node";
import type { Row } from "../../ledger/row";
import { flatRows } from "./flatRows";
import { frameOf } from "./frameOf";
import { TableError } from "./tableError";

/**
 * Recorded runs as a danfo DataFrame, a line for each run: experiment, profile, seed, the configuration, the metrics, and what else
 * a row says. From there `groupby`, `query` and our `pivot` make the table of a notebook.
 * @param rows of one experiment or several: a key that a row lacks is NaN among numbers, an empty text otherwise
 * @throws TableError `toDataFrame: there are no rows; a table needs at least one recorded run`
 * @cost about a second the first time, which loads danfo
 */
export function toDataFrame(rows: readonly Row<object, object>[]): DataFrame {
  if (rows.length === 0)
    throw new TableError("toDataFrame: there are no rows; a table needs at least one recorded run");
  const { columns, lines } = flatRows(rows);
  return frameOf(columns, lines);
}
