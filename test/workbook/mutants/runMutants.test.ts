import assert from "node:assert/strict";
import { readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import type { Mutant } from "../../../src/workbook/mutants/mutant";
import { runMutants } from "../../../src/workbook/mutants/runMutants";
import { type Scratch, withScratch } from "../../support/setup/scratch";

const checkout = path.resolve(__dirname, "../../../..");
const source = "export const double = (x: number): number => 2 * x;\nexport const name = 'double';\n";
const built = "exports.double = (x) => 2 * x; exports.name = 'double';";
const tests = `
const assert = require("node:assert"); const { double } = require("../src/double");
describe("double", () => {
  it("is twice", () => assert.equal(double(3), 6));
  it("is even", () => assert.equal(double(3) % 2, 0));
  it("fails anyway", () => assert.equal(double(3), 7));
});`;

/** A checkout of one module, built, with its tests. */
function make(scratch: Scratch): string {
  scratch.write("src/double.ts", source);
  scratch.write("dist/src/double.js", built);
  scratch.write("dist/test/double.test.js", tests);
  scratch.write("dist/test/support/hooks.js", "");
  scratch.write("package.json", "{}");
  symlinkSync(path.join(checkout, "node_modules"), scratch.at("node_modules"));
  return scratch.folder;
}

const mutant = (from: string, to: string, killedBy = "is twice"): Mutant => ({
  fault: `${from} -> ${to}`,
  file: "double",
  from,
  to,
  killedBy,
});

describe("running mutants", () => {
  it(
    "tells the killed from those that survive, and from those that say nothing",
    withScratch(async (scratch) => {
      const reported: string[] = [];
      const cases: [Mutant, string][] = [
        [mutant("2 * x", "3 * x"), "killed"],
        [mutant("2 * x", "4 * x", "is even"), "survived: its test passes"],
        [mutant("2 * x", "y"), "invalid: ReferenceError: y is not defined"],
        [mutant("2 * x", "2 * ;"), "invalid: src/double.ts does not compile with this fault: Expression expected."],
        [mutant("5 * x", "x"), 'invalid: src/double.ts has "5 * x" 0 times; once is needed'],
        [mutant("double", "x"), 'invalid: src/double.ts has "double" 2 times; once is needed'],
        [mutant("'double'", "fail()"), "invalid: its test did not run to an end"],
        [mutant("2 * x", "3 * x", "fails anyway"), "invalid: its test does not pass without the fault"],
        [mutant("2 * x", "3 * x", "is nowhere"), "invalid: its test does not pass without the fault"],
      ];
      const outcomes = await runMutants(
        cases.map(([mutant]) => mutant),
        { root: make(scratch), jobs: 2, report: ({ mutant }) => reported.push(mutant.fault) },
      );
      assert.deepEqual(
        outcomes.map(({ outcome, reason }) => (reason === undefined ? outcome : `${outcome}: ${reason}`)),
        cases.map(([, expected]) => expected),
      );
      assert.deepEqual(reported.sort(), cases.map(([{ fault }]) => fault).sort());
      // The checkout itself is as it was.
      assert.equal(readFileSync(scratch.at("dist/src/double.js"), "utf8"), built);
      assert.equal(readFileSync(scratch.at("src/double.ts"), "utf8"), source);
    }),
  );
});
