import { papa } from "./papa";

/** A row of a CSV file and the line that it begins on, from 1: a quoted field may hold line breaks, so rows are not lines. */
export interface CsvLine {
  line: number;
  fields: string[];
  /** What is wrong with its quotes. */
  fault?: string;
}

/** The rows of a CSV text that are not empty. The delimiter is the one of comma, tab, semicolon and bar that parts all alike. */
export function csvLines(text: string): CsvLine[] {
  const parser = papa();
  // Empty lines have one field whatever the delimiter, and would mislead the guess; but they count as lines.
  const { delimiter } = parser.parse(text, { preview: 10, skipEmptyLines: "greedy" }).meta;
  const lines: CsvLine[] = [];
  let [line, start] = [1, 0];
  parser.parse(text, {
    delimiter,
    skipEmptyLines: false,
    step: ({ data, errors, meta }) => {
      const fault = errors.find(({ type }) => type === "Quotes")?.message;
      if (fault !== undefined || data.some((field) => field.trim() !== "")) lines.push({ line, fields: data, fault });
      line += text.slice(start, meta.cursor).split(/\r\n|\n|\r/).length - 1;
      start = meta.cursor;
    },
  });
  return lines;
}
