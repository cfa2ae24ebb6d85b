import { isDiscrete } from "./columnWarnings";
import type { Table } from "./tableOf";

/** The method asked for; else neighbours for few pairs of few measured columns, where they are nearly unbiased, and critics for all else. */
export function methodOf(asked: "auto" | "mine" | "ksg" = "auto", tables: readonly Table[]): "mine" | "ksg" {
  if (asked !== "auto") return asked;
  const columns = tables.flatMap((table) => Array.from({ length: table.columns }, (_, column) => ({ table, column })));
  const measured = !columns.some(({ table, column }) => isDiscrete(table, column));
  return tables[0].rows < 1000 && columns.length <= 3 && measured ? "ksg" : "mine";
}
