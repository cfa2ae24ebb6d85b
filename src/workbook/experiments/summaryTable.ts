import { textTable } from "../../experiments/tables/textTable";
import { identityOf, type Row } from "../../ledger/row";
import { meanInterval } from "../../ledger/statistics/meanInterval";
import { meanOf } from "../../ledger/statistics/meanOf";
import { formatEstimate } from "./formatEstimate";
import { rangesOf } from "./rangesOf";
import { varyingKeys } from "./varyingKeys";

/**
 * Recorded runs in a table: a line for each configuration with the keys at which they differ, the mean of each metric over
 * seeds with half of its 95% interval, and the seeds. Configurations are in the order in which they first come.
 * @param width characters in a line; what does not fit goes on below
 * @param grid configurations whose differences are shown too, although not all of them are on record
 */
export function summaryTable(rows: readonly Row[], width: number, grid: readonly Row["config"][] = []): string {
  const groups = groupsOf(rows);
  const keys = varyingKeys([...grid, ...groups.map(([{ config }]) => config)]);
  const metrics = [...new Set(rows.flatMap((row) => Object.keys(row.metrics)))];
  const columns = [
    ...keys.map((title) => ({ title, key: true })),
    ...metrics.map((title) => ({ title, align: "right" as const })),
    { title: "seeds" },
  ];
  const lines = groups.map((group) => [
    ...keys.map((key) => String(group[0].config[key] ?? "")),
    ...metrics.map((metric) => estimateOf(group.flatMap((row) => row.metrics[metric] ?? []))),
    rangesOf(group.map(({ seed }) => seed)),
  ]);
  return textTable(columns, lines, { width });
}

function groupsOf(rows: readonly Row[]): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const configuration = identityOf({ ...row, seed: 0 });
    groups.set(configuration, [...(groups.get(configuration) ?? []), row]);
  }
  return [...groups.values()];
}

function estimateOf(values: readonly number[]): string {
  return values.length === 0 ? "" : formatEstimate(meanOf(values), meanInterval(values));
}
