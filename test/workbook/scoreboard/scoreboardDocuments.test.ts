import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import { scoreboard } from "../../../src/experiments/scoreboard/scoreboard";
import { places } from "../../../src/workbook/places";
import { indexWith } from "../../../src/workbook/scoreboard/indexWith";
import { readmeWith } from "../../../src/workbook/scoreboard/readmeWith";
import { ScoreboardError } from "../../../src/workbook/scoreboard/scoreboardError";
import { staleScoreboards } from "../../../src/workbook/scoreboard/staleScoreboards";
import { writeScoreboard } from "../../../src/workbook/scoreboard/writeScoreboard";
import { withScratch } from "../../support/setup/scratch";

const { root } = places();
const documents = ["README.md", "notebooks/index.ipynb"];

describe("the scoreboard of this checkout", () => {
  it("is up to date in README and index (else: npm run workbook -- verdicts --write)", () => {
    assert.deepEqual(staleScoreboards(root), []);
  });

  it("has no verdict that is not the one the experiments expect", () => {
    const surprises = scoreboard({ root }).filter(
      ({ verdict, expected }) => verdict !== "pending" && expected && verdict !== expected,
    );
    assert.deepEqual(surprises, []);
  });
});

describe("writing the scoreboard", () => {
  it(
    "mends what a document says otherwise, once, and changes nothing else",
    withScratch((scratch) => {
      const copy = scratch.at("checkout");
      for (const name of ["README.md", "notebooks", "data/results"])
        cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
      const read = (): string[] => documents.map((name) => readFileSync(path.join(copy, name), "utf8"));
      const before = read();
      documents.forEach((name, n) => {
        assert.ok(before[n].includes("no experiment yet"), `${name} has pending claims`);
        scratch.write(`checkout/${name}`, before[n].replace("no experiment yet", "done"));
      });
      assert.deepEqual(staleScoreboards(copy), documents);
      assert.deepEqual(writeScoreboard(copy), documents);
      assert.deepEqual(read(), before);
      assert.deepEqual(writeScoreboard(copy), []);
    }),
  );

  it("refuses documents that have no place for it", () => {
    assert.throws(
      () => readmeWith("# x\n", [], () => undefined),
      new ScoreboardError(
        'README.md has no place for the scoreboard: the comments "scoreboard, ..." and "end of the scoreboard"',
      ),
    );
    const index = JSON.stringify({ cells: [{ cell_type: "markdown", id: "notebooks", metadata: {}, source: "" }] });
    assert.throws(
      () => indexWith(index, [], { guide: [], linkOf: () => undefined }),
      new ScoreboardError('notebooks/index.ipynb has no cell with the id "scoreboard-simclr"'),
    );
  });
});
