import { textTable, type TextColumn } from "../tables/textTable";
import { measuredText } from "./measuredText";
import type { ScoreboardRow } from "./scoreboardRow";
import { standingText } from "./standingText";

export interface ScoreboardTextOptions {
  /** Characters in a line. Default 100. */
  width?: number;
}

const columns: TextColumn[] = [
  { title: "claim", key: true },
  { title: "verdict" },
  { title: "scale" },
  { title: "measured, with 95% interval" },
  { title: "the paper" },
  { title: "notebook" },
];

/** The scoreboard as a table for a terminal, then how many claims there are of each verdict. Texts too long for half a line are cut. */
export function scoreboardText(rows: readonly ScoreboardRow[], { width = 100 }: ScoreboardTextOptions = {}): string {
  const cut = (text: string): string => {
    const most = Math.max(20, Math.floor(width / 2) - 8);
    return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
  };
  const lines = rows.map((row) => [
    row.claim,
    `${standingText[row.verdict]}${row.expected && row.expected !== row.verdict ? ` (expected: ${standingText[row.expected]})` : ""}`,
    row.scale,
    cut(measuredText(row)),
    cut(`${row.figure}: ${row.paperValue}`),
    row.notebook ?? "",
  ]);
  return `${textTable(columns, lines, { width })}\n\n${countsOf(rows)}`;
}

/** For instance "56 claims: 2 holds, 50 pending, 4 not run". */
export function countsOf(rows: readonly ScoreboardRow[]): string {
  const counts = Object.entries(standingText)
    .map(([standing, word]) => ({ word, count: rows.filter(({ verdict }) => verdict === standing).length }))
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${count} ${word}`);
  return `${rows.length} claims: ${counts.join(", ")}`;
}
