import { writeFileSync } from "node:fs";
import { scoreboardDocuments } from "./scoreboardDocuments";

/** Writes the scoreboard into README and the index of the notebooks. Returns the paths of those that were not up to date. */
export function writeScoreboard(root: string): string[] {
  const stale = scoreboardDocuments(root).filter(({ text, wanted }) => text !== wanted);
  for (const { file, wanted } of stale) writeFileSync(file, wanted);
  return stale.map(({ name }) => name);
}
