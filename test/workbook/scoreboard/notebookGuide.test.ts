import assert from "node:assert/strict";
import { notebookGuide } from "../../../src/workbook/scoreboard/notebookGuide";
import { tinyExperiment, tinyRow } from "../../experiments/scoreboard/tinyClaims";
import { withScratch, type Scratch } from "../../support/setup/scratch";

const cell = (source: string): string => JSON.stringify({ cells: [{ cell_type: "markdown", metadata: {}, source }] });

function guideOf(scratch: Scratch, rows: { a: number; seed: number; seconds: number }[]): [string, string, unknown][] {
  const notebooks = [
    { name: "index", file: scratch.write("index.ipynb", cell("# The index")) },
    {
      name: "kernel",
      file: scratch.write("kernel.ipynb", cell("# A tour\n\n**The question.** What can\ncells do? Much.")),
    },
    { name: "simclr/91-tiny", file: scratch.write("tiny.ipynb", cell("# Tiny")) },
  ];
  const lines = rows.map(({ a, seed, seconds }) =>
    JSON.stringify({ ...tinyRow(a, seed, 5), profile: "quick", seconds }),
  );
  scratch.write("data/results/simclr/tiny.quick.jsonl", lines.map((line) => `${line}\n`).join(""));
  return notebookGuide(notebooks, [tinyExperiment([])], scratch.at(".")).map((line) => [
    line.name,
    line.question,
    line.minutes,
  ]);
}

describe("notebookGuide", () => {
  it(
    "takes the question from the notebook, and adds the median time of each configuration's quick runs",
    withScratch((scratch) => {
      const first = [30, 1000, 60].map((seconds, n) => ({ a: 1, seed: 100 + n, seconds }));
      assert.deepEqual(guideOf(scratch, [...first, { a: 2, seed: 1, seconds: 30 }]), [
        ["kernel", "What can cells do?", 0],
        ["simclr/91-tiny", "", 1.5],
      ]);
    }),
  );

  it(
    "knows no time while a configuration has no run on record",
    withScratch((scratch) => {
      assert.deepEqual(guideOf(scratch, [{ a: 1, seed: 1, seconds: 60 }])[1], ["simclr/91-tiny", "", undefined]);
    }),
  );
});
