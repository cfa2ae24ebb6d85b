import { measuredText } from "./measuredText";
import type { ScoreboardRow } from "./scoreboardRow";
import { standingText } from "./standingText";

export interface ScoreboardMarkdownOptions {
  /** Path of a notebook by its name, for a link; undefined where there is no such file. Default: no links. */
  linkOf?: (notebook: string) => string | undefined;
  /** With the claim in words, where the paper has it and the scale. Default false. */
  full?: boolean;
}

/** The scoreboard as a Markdown table. */
export function scoreboardMarkdown(
  rows: readonly ScoreboardRow[],
  { linkOf = () => undefined, full = false }: ScoreboardMarkdownOptions = {},
): string {
  const link = (notebook: string): string => {
    const target = linkOf(notebook);
    return target === undefined ? notebook : `[${notebook}](${target})`;
  };
  const header = full
    ? ["", "claim", "scale", "the paper", "here", "verdict", "notebook"]
    : ["claim", "the paper", "here", "verdict", "notebook"];
  const lines = rows.map((row) => {
    const measured = row.part === undefined ? measuredText(row) : `${row.part}: ${measuredText(row)}`;
    const verdict = row.effect === undefined ? standingText[row.verdict] : `**${standingText[row.verdict]}**`;
    const source = `${row.figure}: ${row.paperValue}`;
    const rest = [source, measured, verdict, row.notebook === undefined ? "" : link(row.notebook)];
    return full ? [`**${row.claim}**`, row.statement, row.scale, ...rest] : [`${row.claim}: ${row.statement}`, ...rest];
  });
  return [header, header.map(() => "---"), ...lines].map((cells) => `| ${cells.map(safe).join(" | ")} |`).join("\n");
}

/** A bar would end the cell; two tildes or a dollar sign would begin something else. */
function safe(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("$", "\\$").replaceAll("~", "\\~").replace(/\s+/g, " ");
}
