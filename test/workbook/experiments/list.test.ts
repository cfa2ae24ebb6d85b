import assert from "node:assert/strict";
import { appendRow, rowsFile } from "../../../src/ledger/rows";
import { listExperiments, listText } from "../../../src/workbook/experiments/listExperiments";
import { withScratch } from "../../support/setup/scratch";
import { tinyExperiments } from "./support/tinyExperiments";
import { tinyRow } from "./support/tinyRow";

describe("contrastbook list", () => {
  it(
    "counts the runs of each profile, and those of them that are on record at this revision",
    withScratch((scratch) => {
      const file = rowsFile("tiny/numbers", "standard", scratch.folder);
      for (const seed of [1, 2, 77]) appendRow(file, tinyRow(seed, { value: seed }));
      appendRow(file, { ...tinyRow(3, { value: 3 }), revision: 2 });
      const [, numbers] = tinyExperiments;
      const listed = listExperiments([numbers], scratch.folder);
      assert.deepEqual(
        listed.map(({ profile, runs, onRecord }) => [profile, runs, onRecord]),
        [
          ["quick", 6, 0],
          ["standard", 9, 2],
          ["paper", 6, 0],
        ],
      );
      assert.equal(
        listText(listed, 80),
        [
          "experiment    profile   runs  on record  claims  notebook",
          "────────────  ────────  ────  ─────────  ──────  ────────",
          "tiny/numbers  quick        6          0  M3      none",
          "              standard     9          2",
          "              paper        6          0",
        ].join("\n"),
      );
    }),
  );
});
