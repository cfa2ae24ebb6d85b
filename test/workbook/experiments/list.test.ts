import assert from "node:assert/strict";
import { appendRow, rowsFile } from "../../../src/ledger/rows";
import { listExperiments, listText } from "../../../src/workbook/experiments/listExperiments";
import { withScratch } from "../../support/setup/scratch";
import { tinyEstimate } from "./support/tinyEstimate";
import { tinyExperiments } from "./support/tinyExperiments";
import { tinyRow } from "./support/tinyRow";

describe("contrastbook list", () => {
  it(
    "counts the runs of each profile, and those of them that are on record at this revision",
    withScratch(async (scratch) => {
      const file = rowsFile("tiny/numbers", "standard", scratch.folder);
      for (const seed of [1, 2, 77]) appendRow(file, tinyRow(seed, { value: seed }));
      appendRow(file, { ...tinyRow(3, { value: 3 }), revision: 2 });
      const [, numbers] = tinyExperiments;
      const listed = await listExperiments([numbers], { root: scratch.folder, estimate: tinyEstimate });
      assert.deepEqual(
        listed.map(({ profile, runs, onRecord, seconds, secondsLeft }) => [
          profile,
          runs,
          onRecord,
          seconds,
          secondsLeft,
        ]),
        [
          ["quick", 6, 0, 360, 360],
          ["standard", 9, 2, 540, 420],
          ["paper", 6, 0, 360, 360],
        ],
      );
      assert.equal(
        listText(listed, 80),
        [
          "experiment    profile   runs  on record   all take       left",
          "────────────  ────────  ────  ─────────  ─────────  ─────────",
          "tiny/numbers  quick        6          0  6 minutes  6 minutes",
          "  M3          standard     9          2  9 minutes  7 minutes",
          "  none        paper        6          0  6 minutes  6 minutes",
        ].join("\n"),
      );
    }),
  );
});
