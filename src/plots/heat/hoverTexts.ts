import { shortNumber } from "../curves/shortNumber";
import { labelText } from "../thumbnail/thumbnailText";
import type { Cells } from "./cellsTrace";

export interface HoverTextsInput {
  values: Cells;
  rows: readonly string[];
  columns: readonly string[];
  intervals?: readonly (readonly ({ low: number; high: number } | undefined)[])[];
  paper?: { values: Cells; name: string };
  /** The text of a cell, counted row by row, with its picture over these lines. */
  pictures?: (cell: number, lines: readonly string[]) => string;
}

/** What stands under the mouse, in both panels: the names, our value and its interval, and the paper's value. */
export function hoverTexts({ values, rows, columns, intervals, paper, pictures }: HoverTextsInput): string[][] {
  return values.map((row, r) =>
    row.map((value, c) => {
      const interval = intervals?.[r][c];
      const ends =
        interval && Number.isFinite(interval.high - interval.low)
          ? ` [${shortNumber(interval.low)}, ${shortNumber(interval.high)}]`
          : "";
      const theirs = paper?.values[r][c];
      const lines = [
        `<b>${rows[r]}, ${columns[c]}</b>`,
        ...(value === null ? [] : [`${shortNumber(value)}${ends}`]),
        ...(typeof theirs === "number" ? [`${paper?.name}: ${shortNumber(theirs)}`] : []),
      ];
      if (!pictures) return lines.join("<br>");
      return value === null ? labelText(lines) : pictures(r * columns.length + c, lines);
    }),
  );
}
