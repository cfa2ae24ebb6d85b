import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { appendRow, rowsFile } from "../../../src/ledger/rows";
import { showExperiment } from "../../../src/workbook/experiments/showExperiment";
import { tinyExperiments } from "./support/tinyExperiments";
import { withScratch } from "../../support/setup/scratch";
import { tinyHere } from "./support/tinyHere";
import { tinyRow } from "./support/tinyRow";

const [, numbers] = tinyExperiments;
const show = (rows: Parameters<typeof showExperiment>[1], width = 100): string =>
  showExperiment(numbers, rows, { profile: "standard", width });

describe("contrastbook show", () => {
  it("shows the grid in its order, then what else was run, and the verdicts on the seeds that have the whole grid", () => {
    const rows = [
      tinyRow(1, { value: 50 }, { factor: 9 }),
      ...[1, 2].flatMap((seed) => [3, 2].map((factor) => tinyRow(seed, { value: 2 * factor }, { factor }))),
      ...[1, 2, 3].map((seed) => tinyRow(seed, { value: 2 + seed / 10 })),
    ];
    assert.equal(
      show(rows),
      `tiny/numbers at standard: Numbers grow.
7 of 9 runs of the grid on record, 1 other

factor        value  seeds
──────  ───────────  ─────
1       2.20 ± 0.25  1-3
2             4 ± ?  1-2
3             6 ± ?  1-2
9            50 ± ?  1
± is half of the 95% interval over seeds; ? where the seeds bound nothing
configurations that are not of the grid come last; no claim is judged on them

M3 holds: the value is above 1: 2.15 points, 95% interval 1.51 to 2.79, seeds 1-2
   paper: 2`,
    );
  });

  it("says that there is nothing on record, without an empty table", () => {
    assert.equal(
      show([]),
      `tiny/numbers at standard: Numbers grow.
0 of 9 runs of the grid on record

M3 is not judged: the value is above 1: no seed has all the runs that it needs
   paper: 2`,
    );
  });

  it("fits a narrow terminal", () => {
    const text = show([tinyRow(1, { value: 1, half: 2 }), tinyRow(1, { value: 1, half: 2 }, { factor: 2 })], 40);
    for (const line of text.split("\n")) assert.ok(line.length <= 40, line);
  });

  it(
    "prints rows and verdicts as JSON, or writes the rows as CSV to a file or to stdout",
    withScratch(async (scratch) => {
      const file = rowsFile("tiny/numbers", "standard", scratch.folder);
      for (const factor of [1, 2, 3])
        for (const seed of [1, 2, 3]) appendRow(file, tinyRow(seed, { value: 2 + seed / 10 }, { factor }));
      appendRow(file, { ...tinyRow(4, { value: 9 }), revision: 2 });
      const { stdout } = await tinyHere(scratch.folder, "show", "tiny/numbers", "--json");
      const shown = JSON.parse(stdout) as { rows: { seed: number }[]; verdicts: { claim: string; outcome: string }[] };
      assert.deepEqual(
        shown.rows.map(({ seed }) => seed),
        [1, 2, 3, 1, 2, 3, 1, 2, 3],
      );
      assert.deepEqual(
        shown.verdicts.map(({ claim, outcome }) => `${claim} ${outcome}`),
        ["M3 holds"],
      );
      const { stdout: csv } = await tinyHere(scratch.folder, "show", "tiny", "--csv", "-");
      assert.match(
        csv,
        /^experiment,profile,seed,factor,steps,stepMs,fails,value,.*\ntiny\/numbers,standard,1,1,2,1,false,2\.1,/,
      );
      assert.equal(csv.split("\n").length, 11);
      const { stdout: nothing } = await tinyHere(scratch.folder, "show", "tiny", "--csv", scratch.at("rows.csv"));
      assert.deepEqual([nothing, readFileSync(scratch.at("rows.csv"), "utf8")], ["", csv]);
    }),
  );

  it(
    "says when a file cannot be written",
    withScratch(async (scratch) => {
      await assert.rejects(tinyHere(scratch.folder, "show", "tiny", "--csv", scratch.at("no", "rows.csv")), {
        name: "ExperimentError",
        message: /^show: .*no\/rows\.csv cannot be written: ENOENT/,
      });
    }),
  );
});
