import { scoreboardMarkdown } from "../../experiments/scoreboard/scoreboardMarkdown";
import type { ScoreboardRow } from "../../experiments/scoreboard/scoreboardRow";
import { countsOf } from "../../experiments/scoreboard/scoreboardText";
import type { PaperName } from "../../experiments/claims/publishedClaim";
import { linesOf, notebookText, type NotebookContent } from "../notebooks/notebookFile";
import type { GuideLine } from "./notebookGuide";
import { ScoreboardError } from "./scoreboardError";

export interface IndexOptions {
  guide: readonly GuideLine[];
  linkOf: (notebook: string) => string | undefined;
}

const papers: Record<PaperName, string> = {
  SimCLR: "scoreboard-simclr",
  SimCLRv2: "scoreboard-simclrv2",
  MINE: "scoreboard-mine",
};

/**
 * The index of the notebooks with this guide and this scoreboard in the cells that are theirs, which are known by their ids.
 * @throws ScoreboardError `notebooks/index.ipynb has no cell with the id "scoreboard-mine"`
 */
export function indexWith(text: string, rows: readonly ScoreboardRow[], { guide, linkOf }: IndexOptions): string {
  const notebook = JSON.parse(text) as NotebookContent;
  const sources = new Map([["notebooks", guideTable(guide)]]);
  for (const [paper, id] of Object.entries(papers)) {
    const own = rows.filter((row) => row.paper === paper);
    sources.set(id, [`### ${paper}`, countsOf(own), scoreboardMarkdown(own, { linkOf, full: true })].join("\n\n"));
  }
  for (const [id, source] of sources) {
    const cell = notebook.cells.find((candidate) => candidate.id === id);
    if (cell === undefined) throw new ScoreboardError(`notebooks/index.ipynb has no cell with the id "${id}"`);
    cell.source = linesOf(source);
  }
  return notebookText(notebook);
}

function guideTable(guide: readonly GuideLine[]): string {
  const lines = guide.map(({ name, question, minutes }) => {
    const time = minutes === undefined ? "not recorded yet" : minutes < 1 ? "under 1" : String(Math.round(minutes));
    return `| [${name}](${name}.ipynb) | ${question} | ${time} |`;
  });
  return ["| notebook | question | minutes of live runs |", "|---|---|---|", ...lines].join("\n");
}
