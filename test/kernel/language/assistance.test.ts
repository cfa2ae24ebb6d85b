import assert from "node:assert/strict";
import type { Completion, Inspection, Language } from "../../../src/kernel/language/language";
import { createTypeScriptLanguage } from "../../../src/kernel/language/typescript/typeScriptLanguage";

const run = { executionCount: 1, enter: () => undefined, leave: () => undefined };

describe("completion and inspection in cells", function () {
  this.timeout(30_000);
  let language: Language;
  before(async () => {
    language = createTypeScriptLanguage();
    const code = [
      "/** Half of n.\n * @param n - what to halve\n * @returns a half\n * @example\n * half(2)\n */",
      "function half(n: number) { return n / 2 }",
      "class Optimizer {\n  /** Forgets all moments. */\n  reset(kind: 'first' | 'second') { return kind }\n}",
      "const optimizer = new Optimizer()",
      'import { nearestNeighbours } from "contrastbook"; import * as fs from "node:fs"',
    ];
    await language.execute(code.join("\n"), run);
  });
  after(() => language.close());

  /** `|` stands for the cursor. */
  const at = <T>(marked: string, ask: (code: string, cursor: number) => T): T =>
    ask(marked.replace("|", ""), marked.indexOf("|"));
  const complete = (marked: string): Completion => at(marked, (code, cursor) => language.complete(code, cursor));
  const inspect = (marked: string): Inspection | undefined =>
    at(marked, (code, cursor) => language.inspect(code, cursor));

  for (const [marked, expected] of [
    ["optimizer.|", ["reset"]],
    ["optimizer.re|set", ["reset"]],
    ["if (true) { optimizer.|", ["reset"]],
    ["const broken: number = 'x'; optimizer.|", ["reset"]],
    ["optimizer.reset('|", ["first", "second"]],
    ['import { readFileS| } from "node:fs"', ["readFileSync"]],
    ['import {} from "node:worker_t|"', ["node:worker_threads"]],
    ["const local = 1; { loc|", ["local"]],
  ] as const) {
    it(`completes ${marked}`, () =>
      assert.deepEqual(
        complete(marked).matches.map(({ text }) => text),
        expected,
      ));
  }

  it("says what each candidate is", () => {
    assert.deepEqual(complete("optimizer.|").matches, [
      { text: "reset", type: "method", signature: 'Optimizer.reset(kind: "first" | "second"): "first" | "second"' },
    ]);
  });

  it("inspects a function with its documentation, as Markdown", () => {
    assert.deepEqual(inspect("ha|lf"), {
      signature: "function half(n: number): number",
      documentation: "Half of n.\n\n- `n` what to halve\n\n@returns a half\n\n@example\n```typescript\nhalf(2)\n```",
    });
  });

  it("inspects members of earlier cells, and of what packages declare", () => {
    assert.equal(inspect("optimizer.reset|")?.documentation, "Forgets all moments.");
    assert.match(inspect("fs.readFileSync|")?.documentation ?? "", /Returns the contents of the `path`/);
    assert.match(inspect("nearestNeighbours|")?.documentation ?? "", /./);
  });

  it("inspects the call whose parentheses the cursor is in, with the parameter that is due", () => {
    const found = inspect("half(|");
    assert.equal(found?.signature, "half(n: number): number");
    assert.match(found?.documentation ?? "", /^`n`: what to halve/);
    assert.match(inspect("Math.max(1, |")?.signature ?? "", /^max\(/);
  });

  it("knows nothing of names that nobody declared", () => assert.equal(inspect("nobody|"), undefined));
});
