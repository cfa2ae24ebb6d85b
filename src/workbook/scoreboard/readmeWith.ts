import { scoreboardMarkdown } from "../../experiments/scoreboard/scoreboardMarkdown";
import type { ScoreboardRow } from "../../experiments/scoreboard/scoreboardRow";
import { countsOf } from "../../experiments/scoreboard/scoreboardText";
import { ScoreboardError } from "./scoreboardError";

/** Between these the section is made by us; Prettier, which pads the columns of tables, is told to leave it alone. */
const begin = "<!-- scoreboard, made by `contrastbook verdicts --write` -->\n\n<!-- prettier-ignore-start -->\n";
const end = "<!-- prettier-ignore-end -->\n\n<!-- end of the scoreboard -->\n";

/**
 * The README with this scoreboard between its marks.
 * @throws ScoreboardError `README.md has no place for the scoreboard: the comments "scoreboard, ..." and "end of the scoreboard"`
 */
export function readmeWith(
  text: string,
  rows: readonly ScoreboardRow[],
  linkOf: (notebook: string) => string | undefined,
): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from)
    throw new ScoreboardError(
      'README.md has no place for the scoreboard: the comments "scoreboard, ..." and "end of the scoreboard"',
    );
  const section = [
    "",
    `${countsOf(rows)}. Numbers in brackets are 95% intervals over seeds; the paper's numbers are at the paper's scale, ours at two processor cores'.`,
    "",
    scoreboardMarkdown(rows, { linkOf }),
    "",
    "",
  ].join("\n");
  return text.slice(0, from + begin.length) + section + text.slice(to);
}
