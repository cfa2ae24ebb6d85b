import { isDeepStrictEqual } from "node:util";
import type { NotebookFailure } from "./executeNotebook";
import { readNotebook, textOf, type NotebookCell } from "./notebookFile";

/** The tag of a cell whose output is a table of recorded runs, and has to be the one that is committed. */
const tag = "results";
/** What two outputs are compared by; pictures differ between machines. */
const compared = ["text/plain", "text/html"];

/**
 * The first cell tagged "results" that shows something else now than in the notebook as it is committed; undefined when there is
 * none. Such cells show recorded runs only, so that the same rows give the same output on any machine.
 */
export function staleResults(committed: string, executed: string, name: string): NotebookFailure | undefined {
  const [before, after] = [committed, executed].map((file) => readNotebook(file).cells);
  const place = after.findIndex(
    (cell, n) => cell.metadata.tags?.includes(tag) && !isDeepStrictEqual(shownBy(cell), shownBy(before[n])),
  );
  if (place < 0) return undefined;
  const remedy = `run \`npm run notebooks -- --execute --in-place ${name}\` and commit it`;
  return {
    cell: place + 1,
    ename: "StaleResults",
    evalue: `the table of recorded runs is not the one that the notebook was committed with; ${remedy}`,
  };
}

function shownBy({ outputs = [] }: NotebookCell): string[][] {
  return outputs.map(({ data = {} }) => compared.map((type) => textOf((data[type] ?? "") as string | string[])));
}
