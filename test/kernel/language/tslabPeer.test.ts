import assert from "node:assert/strict";
import { createConverter } from "tslab/dist/converter";
import { createExecutor, type Executor } from "tslab/dist/executor";
import type { CellRun, Language } from "../../../src/kernel/language/language";
import { createTypeScriptLanguage } from "../../../src/kernel/language/typescript/typeScriptLanguage";

const run: CellRun = { executionCount: 1, enter: () => undefined, leave: () => undefined };

/** Notebooks of a few cells each, as people who come from tslab have them: the value of every cell must be the same. */
const notebooks: string[][] = [
  ["let x = 1", "x += 2", "x"],
  ["const f = (n: number) => n * n; const xs = [1, 2, 3].map(f)", "xs", "xs.reduce((a, b) => a + b)"],
  ["function fact(n: number): number { return n < 2 ? 1 : n * fact(n - 1) }", "fact(10)"],
  [
    "class A { constructor(readonly n = 1) {} twice() { return 2 * this.n } }",
    "class B extends A { m = 3 }",
    "new B(4).twice()",
  ],
  ["const a = 1", "const a = 'again'", "a"],
  ["enum Color { Red, Green = 5, Blue }", "Color.Blue", "Color[5]"],
  ["interface P { x: number }\ntype Q = P & { y: number }", "const q: Q = { x: 1, y: 2 }; q.x + q.y"],
  ["const { p, ...rest } = { p: 1, q: 2, r: 3 }; const [first, , third = 9] = [1, 2]", "[p, rest, first, third]"],
  ['import * as path from "path"; import { basename } from "path"', 'path.join("a", basename("/b/c"))'],
  ["await Promise.resolve(5)", "const y = await Promise.resolve(6)", "y + 1"],
  ["let total = 0; for (const n of [1, 2, 3]) { if (n === 2) continue; total += n }", "total"],
  ["var v = 1; var v = 2", "v"],
  ["const obj = { get double() { return 2 * this.n }, n: 4, ['k' + 1]: true }", "obj.double", "obj"],
  ["const gen = function* () { yield 1; yield* [2, 3] }", "[...gen()]"],
  ["let s = 'a'; s = s + `b${1 + 1}`", "s.length"],
  ["abstract class Shape { abstract area(): number }", "new (class extends Shape { area() { return 7 } })().area()"],
  ["function over(x: string): string; function over(x: number): number; function over(x: any) { return x }", "over(3)"],
  ["namespace N { export const inside = 8 }", "N.inside"],
  ["const m = new Map([[1, 'one']]); const st = new Set([1, 1, 2])", "[m.get(1), st.size]"],
  ["let u: string | undefined; u ??= 'set'; const o = { a: { b: null as null | { c: number } } }", "[u, o.a?.b?.c]"],
  ["const big = 2n ** 64n", "big", "typeof big"],
  [
    "const tag = (parts: TemplateStringsArray, ...values: number[]) => parts.join('|') + values.join(',')",
    "tag`a${1}b${2}`",
  ],
  ["let caught = ''; try { throw new RangeError('r') } catch (e) { caught = (e as Error).name }", "caught"],
  ["1; 2; 3"],
  ["'use strict'; 4"],
  ["if (true) { 5 }", "undefined"],
];

describe("cells that tslab runs", function () {
  this.timeout(60_000);
  let tslab: Executor;
  let shown: unknown[];
  let ours: Language;
  before(() => {
    const node = createConverter({ isJS: false });
    const converters = { node, browser: node, close: () => node.close() };
    const console = {
      log: (value: unknown) => void shown.push(value),
      error: (...words: unknown[]) => assert.fail(`tslab: ${words.map(String).join(" ")}`),
    };
    tslab = createExecutor(process.cwd(), converters, console);
    ours = createTypeScriptLanguage();
  });
  after(() => {
    tslab.close();
    ours.close();
  });

  for (const cells of notebooks) {
    it(`give the same here: ${cells.join(" ⏎ ")}`, async () => {
      tslab.reset();
      ours.reset();
      for (const code of cells) {
        shown = [];
        assert.equal(await tslab.execute(code), true, code);
        const { value } = await ours.execute(code, run);
        assert.deepEqual(value, shown[0], code);
      }
    });
  }
});
