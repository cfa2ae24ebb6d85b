import type { Executed } from "../link";

/** A cell that some kernel ran, as a line of the history's file keeps it. */
export interface HistoryRow extends Executed {
  /** Names the kernel that ran it. */
  session: string;
  /** When, as an ISO date. */
  time: string;
}

/** Of a longer result the file keeps the beginning. */
const maxOutput = 4000;

/** Begins with the line's end: a row that was torn in the middle spoils no other. */
export function encodeRow(row: HistoryRow): string {
  const { output } = row;
  const kept = output !== null && output.length > maxOutput ? `${output.slice(0, maxOutput)}…` : output;
  return `\n${JSON.stringify({ ...row, output: kept })}`;
}

/** The rows of a file's text; what is torn or of another kind is left out. */
export function decodeRows(text: string): HistoryRow[] {
  return text.split("\n").flatMap((line) => {
    if (line === "") return [];
    try {
      const row: unknown = JSON.parse(line);
      return isRow(row) ? [row] : [];
    } catch {
      return [];
    }
  });
}

function isRow(value: unknown): value is HistoryRow {
  if (typeof value !== "object" || value === null) return false;
  const { session, line, input, output, time } = value as Record<string, unknown>;
  const texts = [session, input, time].every((text) => typeof text === "string");
  return texts && typeof line === "number" && (output === null || typeof output === "string");
}
