import type { ConfigValue, Row } from "../../ledger/row";

/** A cell of a table; undefined where a row has nothing to say. */
export type Cell = ConfigValue | undefined;

export interface FlatRows {
  columns: string[];
  /** One line for each row, a cell for each column. */
  lines: Cell[][];
}

/** What every row tells of its run beside configuration and metrics. */
const facts = ["seconds", "viewsPerSecond", "device", "threads", "revision", "date", "commit"] as const;

/**
 * Recorded runs as a flat table: experiment, profile, seed, then the configuration, the metrics, and what else a row says.
 * Rows need not have the same keys. A metric that has the name of another column is called `metrics.<name>`, a key of a
 * configuration `config.<name>`. Curves and versions are left out.
 */
export function flatRows(rows: readonly Row<object, object>[]): FlatRows {
  const head = ["experiment", "profile", "seed"] as const;
  const taken = new Set<string>([...head, ...facts]);
  const configs = named("config", keysOf(rows.map(({ config }) => config)), taken);
  const metrics = named("metrics", keysOf(rows.map((row) => row.metrics)), taken);
  return {
    columns: [...head, ...configs.values(), ...metrics.values(), ...facts],
    lines: rows.map((row) => [
      ...head.map((key) => row[key]),
      ...cells(row.config, configs),
      ...cells(row.metrics, metrics),
      ...facts.map((key) => row[key]),
    ]),
  };
}

/** The keys of all records, in the order in which they come up. */
function keysOf(records: readonly object[]): string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record)))];
}

/** Column of each key; a name that is taken gets a prefix. */
function named(prefix: string, keys: readonly string[], taken: Set<string>): Map<string, string> {
  const columns = new Map(keys.map((key) => [key, taken.has(key) ? `${prefix}.${key}` : key]));
  for (const column of columns.values()) taken.add(column);
  return columns;
}

function cells(record: object, columns: ReadonlyMap<string, string>): Cell[] {
  return [...columns.keys()].map((key) => (record as Record<string, Cell>)[key]);
}
