import { scoreboardDocuments } from "./scoreboardDocuments";

/** The documents whose scoreboard is not what the recorded runs say now; none when all are up to date. Writes nothing. */
export function staleScoreboards(root: string): string[] {
  return scoreboardDocuments(root)
    .filter(({ text, wanted }) => text !== wanted)
    .map(({ name }) => name);
}
