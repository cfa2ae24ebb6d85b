import assert from "node:assert/strict";
import { staleResults } from "../../../src/workbook/notebooks/staleResults";
import { withScratch, type Scratch } from "../../support/setup/scratch";

interface Shown {
  tags?: string[];
  data?: Record<string, unknown>;
}

/** A notebook of cells that show this. */
function notebook(scratch: Scratch, name: string, cells: Shown[]): string {
  const written = cells.map(({ tags, data }) => ({
    ...{ cell_type: "code", metadata: { tags }, source: "", execution_count: 1 },
    outputs: data ? [{ output_type: "execute_result", data }] : [],
  }));
  return scratch.write(`${name}.ipynb`, JSON.stringify({ cells: written }));
}

describe("staleResults", () => {
  const table = { tags: ["results"], data: { "text/plain": ["a  1\n", "b  2"], "text/html": "<table>" } };

  it(
    "passes a table that is the same, however Jupyter keeps its lines, and pictures that are not",
    withScratch((scratch) => {
      const picture = (png: string): Shown => ({ ...table, data: { ...table.data, "image/png": png } });
      const now = { ...table, data: { "text/plain": "a  1\nb  2", "text/html": ["<table>"], "image/png": "B" } };
      const committed = notebook(scratch, "committed", [picture("A")]);
      assert.equal(staleResults(committed, notebook(scratch, "now", [now]), "x"), undefined);
    }),
  );

  it(
    "names the cell whose table is another, or was never committed, and says what to do",
    withScratch((scratch) => {
      const other = { ...table, data: { ...table.data, "text/plain": "a  1\nb  3" } };
      const now = notebook(scratch, "now", [{}, other]);
      for (const before of [table, { tags: ["results"] }])
        assert.deepEqual(staleResults(notebook(scratch, "committed", [{}, before]), now, "simclr/x"), {
          cell: 2,
          ename: "StaleResults",
          evalue:
            "the table of recorded runs is not the one that the notebook was committed with; " +
            "run `npm run notebooks -- --execute --in-place simclr/x` and commit it",
        });
    }),
  );

  it(
    "does not look at cells without the tag: live runs differ",
    withScratch((scratch) => {
      const committed = notebook(scratch, "committed", [{ data: { "text/plain": "1.5 s" } }]);
      assert.equal(
        staleResults(committed, notebook(scratch, "now", [{ data: { "text/plain": "2 s" } }]), "x"),
        undefined,
      );
    }),
  );
});
