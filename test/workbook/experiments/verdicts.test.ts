import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import type { ScoreboardRow } from "../../../src/experiments/scoreboard/scoreboardRow";
import { appendRow, rowsFile } from "../../../src/ledger/rows";
import { withScratch, type Scratch } from "../../support/setup/scratch";
import { tinyHere } from "./support/tinyHere";
import { tinyRow } from "./support/tinyRow";

/** The whole grid of tiny/numbers, on which M3 holds when the value is above 1. */
function record(scratch: Scratch, value: number): void {
  const file = rowsFile("tiny/numbers", "standard", scratch.folder);
  for (const factor of [1, 2, 3])
    for (const seed of [1, 2, 3])
      appendRow(file, tinyRow(seed, { value: value + seed / 100, half: seed / 2 }, { factor }));
}

describe("contrastbook verdicts", () => {
  it(
    "prints every claim as text, Markdown or JSON",
    withScratch(async (scratch) => {
      record(scratch, 2);
      const { stdout: text } = await tinyHere(scratch.folder, "verdicts");
      assert.match(text, /^M3 +holds +E +2\.0\d* points \[/m);
      assert.match(text, /\n\d+ claims: 1 holds, \d+ pending, \d+ not run\n$/);
      const { stdout: markdown } = await tinyHere(scratch.folder, "verdicts", "--format", "markdown");
      assert.match(markdown, /^\| \*\*M3\*\* \|.*\| \*\*holds\*\* \|/m);
      const { stdout: json } = await tinyHere(scratch.folder, "verdicts", "--format", "json");
      const rows = JSON.parse(json) as ScoreboardRow[];
      const { verdict, expected, scale, seeds, notebook } = rows.find(({ claim }) => claim === "M3") ?? assert.fail();
      assert.deepEqual(
        { verdict, expected, scale, seeds, notebook },
        { verdict: "holds", expected: "holds", scale: "E", seeds: [1, 2, 3], notebook: "none" },
      );
    }),
  );

  it(
    "ends with status 1 under --check when a verdict is not the expected one, and says which; pending ones pass",
    withScratch(async (scratch) => {
      assert.equal((await tinyHere(scratch.folder, "verdicts", "--check")).status, 0);
      record(scratch, 0.2);
      const { status, stderr } = await tinyHere(scratch.folder, "verdicts", "--check");
      assert.deepEqual([status, stderr], [1, 'M3 came out as "refuted" but "holds" is expected\n']);
      assert.equal((await tinyHere(scratch.folder, "verdicts")).status, 0);
    }),
  );

  it(
    "writes the scoreboard into README and index with --write, once",
    withScratch(async (scratch) => {
      const root = path.resolve(__dirname, "../../../..");
      for (const file of ["README.md", "notebooks/index.ipynb"]) cpSync(path.join(root, file), scratch.at(file));
      const { stderr } = await tinyHere(scratch.folder, "verdicts", "--write");
      assert.equal(stderr, "written: README.md, notebooks/index.ipynb\n");
      // Nothing is on record there.
      assert.match(readFileSync(scratch.at("README.md"), "utf8"), /0 of 3 runs on record/);
      assert.match((await tinyHere(scratch.folder, "verdicts", "--write")).stderr, /^the documents are up to date\n$/);
    }),
  );
});
