import type { EstimateWarning } from "./estimateWarning";
import { columnOf, standardised, type ColumnScale } from "./scaled";
import type { Table } from "./tableOf";

/** Rows that share a number, on the average, from which its column is discrete. */
const sharers = 10;
/** Deviations from the mean that no normal number reaches. */
const far = 10;

/** Whether numbers recur so often that they are values to choose from rather than measurements. */
export function isDiscrete(table: Table, column: number): boolean {
  return new Set(columnOf(table, column)).size * sharers < table.rows;
}

/** What the columns themselves give to worry about. */
export function columnWarnings(
  tables: readonly Table[],
  { method, scale }: { method: "mine" | "ksg"; scale: ColumnScale },
): EstimateWarning[] {
  const columns = tables.flatMap((table) => Array.from({ length: table.columns }, (_, column) => ({ table, column })));
  const warnings: EstimateWarning[] = [];
  const warn = (kind: EstimateWarning["kind"], message: string): void => void warnings.push({ kind, message });
  const tails = columns.find(({ table, column }) => furthest(table, column) > far);
  if (scale !== "ranks" && tails) {
    const [label, deviations] = [tails.table.label(tails.column), furthest(tails.table, tails.column)];
    warn(
      "heavyTails",
      `${label} has a number ${deviations.toFixed(0)} deviations from its mean; scale "ranks" makes it harmless`,
    );
  }
  const discrete = columns.find(({ table, column }) => isDiscrete(table, column));
  if (method === "ksg" && discrete) {
    const { table, column } = discrete;
    const count = new Set(columnOf(table, column)).size;
    warn(
      "discrete",
      `${table.label(column)} has ${count} values in ${table.rows} rows; nearest neighbours want measurements, method "mine" does not`,
    );
  }
  if (method === "ksg" && columns.length > 4)
    warn(
      "manyColumns",
      `in ${columns.length} columns nearest neighbours find a part of what there is only; method "mine" finds more`,
    );
  return warnings;
}

function furthest(table: Table, column: number): number {
  return standardised(columnOf(table, column)).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
