import assert from "node:assert/strict";
import { examineLedger } from "../../../src/workbook/doctor/examineLedger";
import { withScratch, type Scratch } from "../../support/setup/scratch";
import { tinyRow } from "../experiments/support/tinyRow";

const line = (seed: number): string => `${JSON.stringify(tinyRow(seed, { value: seed }))}\n`;

const examine = (scratch: Scratch): string[] =>
  examineLedger({ root: scratch.at("checkout"), home: scratch.at("home") }).map(
    ({ subject, state, value }) => `${state} ${subject}: ${value}`,
  );

describe("the doctor on recorded runs", () => {
  it(
    "counts rows and files, committed and the reader's own",
    withScratch((scratch) => {
      assert.deepEqual(examine(scratch), ["ok recorded runs: 0 rows in 0 files"]);
      scratch.write("checkout/data/results/tiny/numbers.standard.jsonl", line(1) + line(2));
      scratch.write("home/results/tiny/numbers.quick.jsonl", line(1));
      scratch.write("checkout/data/results/tiny/numbers.standard.jsonl.torn", "{");
      assert.deepEqual(examine(scratch), ["ok recorded runs: 3 rows in 2 files"]);
    }),
  );

  it(
    "names every line that is damaged, and changes nothing",
    withScratch((scratch) => {
      const text = `${line(1)}{"experiment\n${line(2).replace('"value":2', '"value":null')}`;
      const file = scratch.write("checkout/data/results/tiny/numbers.standard.jsonl", text);
      scratch.write("home/results/tiny/numbers.quick.jsonl", line(1).slice(0, 40));
      const found = examine(scratch);
      assert.equal(found[0], "broken recorded runs: line 2 of numbers.standard.jsonl: it is not JSON");
      assert.match(found[1], /^broken recorded runs: line 3 of numbers\.standard\.jsonl: metrics\.value is null/);
      assert.equal(
        found[2],
        "note recorded runs: the last line of numbers.quick.jsonl was cut off, or is being written",
      );
      assert.equal(found.length, 3);
      assert.deepEqual(examine(scratch), found, file);
    }),
  );

  it(
    "counts the runs that were begun and not ended",
    withScratch((scratch) => {
      for (const run of ["a-1", "b-1"]) scratch.write(`home/runs/tiny/numbers/${run}/run.json`, "{}");
      scratch.write("home/runs/tiny/numbers/a-1.lock", "{}");
      assert.equal(examine(scratch)[1], "note unfinished runs: 2 of tiny/numbers");
    }),
  );
});
