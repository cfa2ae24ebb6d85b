import assert from "node:assert/strict";
import { showExperiment } from "../../../src/workbook/experiments/showExperiment";
import { tinyExperiments } from "./support/tinyExperiments";
import { tinyRow } from "./support/tinyRow";

const [, numbers] = tinyExperiments;
const show = (rows: Parameters<typeof showExperiment>[1], width = 100): string =>
  showExperiment(numbers, rows, { profile: "standard", width });

describe("contrastbook show", () => {
  it("shows the grid in its order, then what else was run, and the verdicts on the grid", () => {
    const rows = [
      tinyRow(1, { value: 50 }, { factor: 9 }),
      tinyRow(1, { value: 4 }, { factor: 2 }),
      ...[1, 2, 3].map((seed) => tinyRow(seed, { value: 2 + seed / 10 })),
    ];
    assert.equal(
      show(rows),
      `tiny/numbers at standard: Numbers grow.
4 of 9 runs of the grid on record, 1 other

factor        value  seeds
──────  ───────────  ─────
1       2.20 ± 0.25  1-3
2             4 ± ?  1
9            50 ± ?  1
± is half of the 95% interval over seeds; ? where the seeds bound nothing
configurations that are not of the grid come last; no claim is judged on them

X1 holds: the value is above 1: 2.20 points, 95% interval 1.95 to 2.45, seeds 1-3
   paper: 2`,
    );
  });

  it("says that there is nothing on record, without an empty table", () => {
    assert.equal(
      show([]),
      `tiny/numbers at standard: Numbers grow.
0 of 9 runs of the grid on record

X1 is not judged: the value is above 1: no seed has all the runs that it needs
   paper: 2`,
    );
  });

  it("fits a narrow terminal", () => {
    const text = show([tinyRow(1, { value: 1, half: 2 }), tinyRow(1, { value: 1, half: 2 }, { factor: 2 })], 40);
    for (const line of text.split("\n")) assert.ok(line.length <= 40, line);
  });
});
