import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { mutants } from "../../../src/workbook/mutants/list";
import { nameOf, sourceOf, testOf } from "../../../src/workbook/mutants/mutant";
import { mutate, transpile } from "../../../src/workbook/mutants/mutate";

const root = path.resolve(__dirname, "../../../..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

/** The sentences of a file's tests; what a template inserts may be anything. */
function titlesOf(text: string): RegExp[] {
  const literal = (words: string): string => words.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&");
  const plain = [...text.matchAll(/\bit\(\s*"((?:[^"\\]|\\.)*)"/g)].map(([, title]) => literal(title));
  const templates = [...text.matchAll(/\bit\(\s*`([^`]*)`/g)].map(([, title]) =>
    title
      .split(/\$\{[^}]*\}/)
      .map(literal)
      .join(".+"),
  );
  return [...plain, ...templates].map((title) => new RegExp(`^${title}$`));
}

describe("the list of mutants", () => {
  it("has at least 30, each with a name of its own", () => {
    assert.ok(mutants.length >= 30);
    assert.equal(new Set(mutants.map(nameOf)).size, mutants.length);
  });

  it("fits the sources: what a mutant replaces stands there exactly once, and what comes of it compiles", function () {
    this.timeout(120_000);
    for (const mutant of mutants) {
      assert.notEqual(mutant.from.trim(), mutant.to.trim(), nameOf(mutant));
      transpile(mutate(read(sourceOf(mutant)), mutant), mutant);
    }
  });

  it("fits the tests: the sentence of the one that must fail stands in its file", () => {
    for (const mutant of mutants) {
      const test = testOf(mutant);
      assert.ok(existsSync(path.join(root, test)), `${nameOf(mutant)}: there is no ${test}`);
      assert.ok(
        titlesOf(read(test)).some((title) => title.test(mutant.killedBy)),
        `${nameOf(mutant)}: ${test} has no "${mutant.killedBy}"`,
      );
    }
  });
});
