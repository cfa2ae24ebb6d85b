import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { places } from "../../../src/workbook/places";
import type { TestCounts } from "../../../src/workbook/testing/countingReporter";
import { runMocha } from "../../../src/workbook/testing/runMocha";
import { type Scratch, withScratch } from "../../support/setup/scratch";

/** The counts of a checkout with this one test file. */
async function counts(scratch: Scratch, tests: string, env: NodeJS.ProcessEnv = {}): Promise<TestCounts> {
  scratch.write(".mocharc.json", '{ "spec": ["a.test.js"] }');
  scratch.write("a.test.js", tests);
  symlinkSync(`${places().root}/node_modules`, scratch.at("node_modules"));
  return runMocha(places(scratch.folder, {}), { env: { PATH: process.env.PATH, ...env }, silent: true });
}

describe("runMocha", () => {
  it(
    "counts what passed, failed and was passed over",
    withScratch(async (scratch) => {
      const tests = "it('a', () => {}); it('b', () => {}); it('c', () => { throw new Error('x') }); it('d');";
      assert.deepEqual(await counts(scratch, tests), { passed: 2, failed: 1, pending: 1 });
    }),
  );

  it(
    "counts a test file that does not load as a failure",
    withScratch(async (scratch) => {
      assert.deepEqual(await counts(scratch, "throw new Error('broken')"), { passed: 0, failed: 1, pending: 0 });
    }),
  );

  it(
    "refuses an exclusive test in continuous integration",
    withScratch(async (scratch) => {
      assert.equal((await counts(scratch, "it.only('a', () => {}); it('b', () => {});", { CI: "true" })).failed, 1);
    }),
  );
});
