import { inspect } from "node:util";
import type { MimeBundle } from "../../../report/displayHost";

/** A danfo DataFrame or Series, known by its shape alone: the kernel imports no numerical library. */
interface Frame {
  $isSeries: boolean;
  columns: unknown[];
  index: unknown[];
  values: unknown[];
  dtypes: unknown[];
}

/** Of a longer frame the first and the last rows are shown, half each; of a wider one the columns likewise. */
const maxRows = 20;
const maxColumns = 24;
/** A longer text is cut. */
const maxText = 50;
const gap = Symbol("gap");

export function isDataFrame(value: object): value is Frame {
  return "$data" in value && "columns" in value && "index" in value && "$isSeries" in value && "values" in value;
}

/** An HTML table, and the same as text. */
export function dataFrameBundle(frame: Frame): MimeBundle {
  const { columns, index, $isSeries: series } = frame;
  const size = series
    ? `${index.length} rows, dtype ${String(frame.dtypes[0])}`
    : `${index.length} rows × ${columns.length} columns`;
  const shownColumns = abbreviate(columns.length, maxColumns);
  const header = ["", ...shownColumns.map((at) => (at === gap ? "…" : show(columns[at])))];
  const body = abbreviate(index.length, maxRows).map((row) => {
    if (row === gap) return header.map(() => "…");
    const values = series ? [frame.values[row]] : (frame.values[row] as unknown[]);
    return [show(index[row]), ...shownColumns.map((at) => (at === gap ? "…" : show(values[at])))];
  });
  return { "text/html": html(header, body, size), "text/plain": plain(header, body, size) };
}

function abbreviate(length: number, most: number): (number | typeof gap)[] {
  const all = Array.from({ length }, (_, at) => at);
  return length <= most ? all : [...all.slice(0, most / 2), gap, ...all.slice(-most / 2)];
}

function show(value: unknown): string {
  if (typeof value === "number")
    return String(Number(Math.abs(value) < 1e-4 ? value.toPrecision(6) : value.toFixed(6)));
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString().replace("T00:00:00.000Z", "");
  const text =
    typeof value === "string" ? value : inspect(value, { breakLength: Infinity, depth: 1, maxArrayLength: 8 });
  const line = text.replaceAll(/\s+/g, " ");
  return line.length <= maxText ? line : `${line.slice(0, maxText - 1)}…`;
}

function html(header: string[], body: string[][], size: string): string {
  const cells = (tag: string, texts: string[]): string =>
    texts.map((text) => `<${tag}>${escape(text)}</${tag}>`).join("");
  const rows = body.map(([index = "", ...values]) => `<tr>${cells("th", [index])}${cells("td", values)}</tr>`);
  return `<table class="dataframe"><thead><tr>${cells("th", header)}</tr></thead><tbody>${rows.join("")}</tbody></table><p>${size}</p>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function plain(header: string[], body: string[][], size: string): string {
  const rows = [header, ...body];
  const widths = header.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const lines = rows.map((row) => row.map((text, column) => text.padStart(widths[column] ?? 0)).join("  "));
  return [...lines, "", size].join("\n");
}
