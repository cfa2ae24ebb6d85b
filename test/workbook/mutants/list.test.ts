import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { mutants } from "../../../src/workbook/mutants/list";
import { nameOf, sourceOf, testOf } from "../../../src/workbook/mutants/mutant";
import { mutate, transpile } from "../../../src/workbook/mutants/mutate";

const root = path.resolve(__dirname, "../../../..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

describe("the list of mutants", () => {
  it("has at least 30, each with a name of its own", () => {
    assert.ok(mutants.length >= 30);
    assert.equal(new Set(mutants.map(nameOf)).size, mutants.length);
  });

  it("fits the sources: what a mutant replaces stands there exactly once, and what comes of it compiles", () => {
    for (const mutant of mutants) {
      const source = read(sourceOf(mutant));
      assert.notEqual(transpile(mutate(source, mutant), mutant), transpile(source, mutant), nameOf(mutant));
    }
  });

  it("fits the tests: the sentence of the one that must fail stands in its file", () => {
    for (const mutant of mutants) {
      const test = testOf(mutant);
      assert.ok(existsSync(path.join(root, test)), `${nameOf(mutant)}: there is no ${test}`);
      const titles = [...read(test).matchAll(/\bit\(\s*"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1]);
      assert.ok(titles.includes(mutant.killedBy), `${nameOf(mutant)}: ${test} has no "${mutant.killedBy}"`);
    }
  });
});
