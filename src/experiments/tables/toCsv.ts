import type { Row } from "../../ledger/row";
import { flatRows, type Cell } from "./flatRows";

/**
 * Recorded runs as comma-separated values (RFC 4180): a line of names, then one line for each run, with the columns of
 * `toDataFrame`. Numbers keep every digit; what a row lacks is an empty cell; a text with a comma, a quote or a line break is quoted.
 * @returns the text, each line ended by a line feed
 */
export function toCsv(rows: readonly Row<object, object>[]): string {
  const { columns, lines } = flatRows(rows);
  return [columns, ...lines].map((line) => `${line.map(quoted).join(",")}\n`).join("");
}

function quoted(cell: Cell): string {
  const text = cell === undefined ? "" : String(cell);
  return /[",\r\n]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;
}
