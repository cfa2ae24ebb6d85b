import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { CellRun, Language } from "../../../src/kernel/language/language";
import { createTypeScriptLanguage } from "../../../src/kernel/language/typescript/typeScriptLanguage";
import { TypeScriptError } from "../../../src/kernel/language/typescript/typeScriptError";
import { cellGlobalTypes } from "../../../src/kernel/session/cellGlobals";

const run: CellRun = { executionCount: 3, enter: () => undefined, leave: () => undefined };

describe("TypeScript in cells", function () {
  this.timeout(30_000);
  let language: Language;
  let helpers: string;
  before(() => {
    language = createTypeScriptLanguage(cellGlobalTypes());
    helpers = mkdtempSync(join(process.cwd(), "dist", "cells-"));
  });
  after(() => {
    language.close();
    rmSync(helpers, { recursive: true });
  });
  beforeEach(() => language.reset());

  const execute = async (code: string): Promise<unknown> => (await language.execute(code, run)).value;

  /** The error of a cell that must not compile. */
  async function refusal(code: string): Promise<TypeScriptError> {
    const error = await execute(code).catch((reason: unknown) => reason);
    assert.ok(error instanceof TypeScriptError, String(error));
    return error;
  }

  it("carries variables, functions, classes and types over to later cells", async () => {
    await execute(
      "let n = 1; function next() { return ++n } class Box<T> { constructor(readonly v: T) {} } type Pair = [number, number]",
    );
    assert.equal(await execute("next(); next(); n"), 3);
    assert.equal(await execute("const p: Pair = [n, n]; new Box(p).v[1]"), 3);
    assert.equal((await refusal('const q: Pair = ["a", 1]')).findings[0]?.code, 2322);
  });

  it("takes what was pasted from a file with its exports", async () => {
    await execute(
      "export function twice(n: number) { return 2 * n }\nexport const one = 1, two = twice(one)\n" +
        "export abstract class A { a = two }\nexport default class B extends A {}\nexport type N = number\n" +
        "export interface I { n: N }\nexport enum E { X = 5 }\nexport async function later() { return E.X }",
    );
    assert.equal(await execute("const i: I = { n: twice(new B().a) + (await later()) }; i.n"), 9);
    const [finding] = (await refusal('1;\nexport const n: number = "s"')).findings;
    assert.deepEqual([finding?.line, finding?.column, finding?.code], [2, 14, 2322]);
  });

  it("takes what was pasted with a default export that has no name", async () => {
    assert.equal(((await execute("export default function () { return 3 }")) as () => number)(), 3);
    assert.equal(new ((await execute("export default class { a = 4 }")) as new () => { a: number })().a, 4);
  });

  it("keeps the value of a variable that `var` declares again", async () => {
    assert.equal(await execute("var v = 5; var v: number; v"), 5);
    assert.equal(await execute("for (let i = 0; i < 3; i++) { var w: number; w = i > 0 ? w! + 1 : 10 } w!"), 12);
    assert.equal(await execute("var v: number | undefined; v"), undefined);
  });

  it("lets a later cell declare a name anew, whatever it was", async () => {
    await execute('import { join } from "node:path"; const x = 1; class A {}');
    assert.equal(
      await execute('const join = (a: number) => a + 1; const x = "s"; class A { b = 2 } join(1) + new A().b'),
      4,
    );
    assert.equal(await execute("x"), "s");
  });

  for (const [code, value] of [
    ["await (Promise.resolve(1))", 1],
    ["await (async () => 2)()", 2],
    ["let sum = 0; for await (const n of [1, 2]) sum += n; sum", 3],
    ["let even = 0; for (const n of [1, 2]) if (n % 2 === 0) { even = await (Promise.resolve(n)) }; even", 2],
    ['const os = await import("node:os"); os.EOL', "\n"],
    ['const os = await import("node:os"); os.default.EOL', "\n"],
    ['const { EOL: eol } = await import("node:os"); eol', "\n"],
    ["const f = async () => await 4; f.name", "f"],
    ['const assert = await import("node:assert"); new assert.default.AssertionError({ message: "m" }).message', "m"],
  ] as const) {
    it(`awaits at the top level: ${code}`, async () => assert.equal(await execute(code), value));
  }

  it("reads variables of earlier cells in shorthand properties and templates, and in objects taken apart", async () => {
    await execute("const tau = 0.5; let a = 0, b = 0");
    assert.deepEqual(await execute("({ tau, text: `${tau}` })"), { tau: 0.5, text: "0.5" });
    assert.equal(await execute("({ a, b = 7 } = { a: 5 } as { a: number; b?: number }); a + b"), 12);
  });

  it("awaits the import of a file that has no default export", async () => {
    writeFileSync(join(helpers, "plain.ts"), "export const plain = 6;\n");
    assert.equal(
      await execute(`const plainModule = await import("./dist/${basename(helpers)}/plain"); plainModule.plain`),
      6,
    );
    assert.equal(await execute("plainModule.plain"), 6);
  });

  it("falls back to any where the compiler cannot name a type", async () => {
    writeFileSync(
      join(helpers, "hidden.ts"),
      "class Hidden { deep = 1 }\nexport const make = () => ({ hidden: new Hidden() });\n",
    );
    assert.equal(
      await execute(`import { make } from "./dist/${basename(helpers)}/hidden"; const made = make(); made.hidden.deep`),
      1,
    );
  });

  it("keeps what a cell declared before it threw", async () => {
    await assert.rejects(execute('const losses = [1, 2]; throw new Error("late")'), /late/);
    assert.deepEqual(await execute("losses"), [1, 2]);
  });

  it("does not give one cell's value to another when an older cell ends later", async () => {
    const older = execute('await new Promise((done) => setTimeout(done, 30)); "older"');
    assert.equal(await execute('"newer"'), "newer");
    assert.equal(await older, "older");
  });

  it("points at the place of each type error in the cell as it was written, rewritten parts or not", async () => {
    await execute("const tau = 1");
    const error = await refusal('const o = { tau }; const n: number = "x";\n  nowhere');
    assert.deepEqual(
      error.findings.map(({ line, column, length, code }) => [line, column, length, code]),
      [
        [1, 26, 1, 2322],
        [2, 3, 7, 2304],
      ],
    );
    assert.equal(error.message, "Cell [3], line 1:26: Type 'string' is not assignable to type 'number'. (TS2322)");
    assert.deepEqual(error.lines, [
      '    1 | const o = { tau }; const n: number = "x";',
      "      |                          ^",
      "Cell [3], line 2:3: Cannot find name 'nowhere'. (TS2304)",
      "    2 |   nowhere",
      "      |   ^^^^^^^",
    ]);
  });

  it("names a missing module once, where it was written", async () => {
    const { findings } = await refusal('const m = await import("./nothing")');
    assert.deepEqual(
      findings.map(({ column, code }) => [column, code]),
      [[24, 2307]],
    );
  });

  it("locates a frame in the cell that was written, through both compilations", async () => {
    const code =
      'import { join } from "node:path";\nconst o = { join };\nfunction fail(): never {\n  throw new Error("x");\n}\nfail()';
    const error = (await execute(code).catch((reason: unknown) => reason)) as Error;
    const frames = [...(error.stack ?? "").matchAll(/\(?(contrastbook-cell:\d+):(\d+):(\d+)/g)];
    const lines = frames.map(([, file = "", line, column]) =>
      language.locate({ file, line: Number(line), column: Number(column) }),
    );
    assert.deepEqual(
      lines.slice(0, 2).map((found) => [found?.executionCount, found?.line, found?.column]),
      [
        [3, 4, 9],
        [3, 6, 1],
      ],
    );
  });

  it("imports TypeScript files next to the notebook, and their imports", async () => {
    const folder = basename(helpers);
    writeFileSync(join(helpers, "inner.ts"), "export const two: number = 2;\n");
    writeFileSync(join(helpers, "outer.ts"), 'import { two } from "./inner";\nexport const four = two * 2;\n');
    assert.equal(await execute(`import { four } from "./dist/${folder}/outer"; four`), 4);
  });

  it("notices between cells that a file next to the notebook appeared or changed, and nothing breaks", async () => {
    const cell = `import { late } from "./dist/${basename(helpers)}/late"; late`;
    assert.equal((await refusal(cell)).findings[0]?.code, 2307);
    writeFileSync(join(helpers, "late.ts"), "export const late = 1;\n");
    assert.equal(await execute(cell), 1);
    writeFileSync(join(helpers, "late.ts"), 'export const late = "two";\n');
    writeFileSync(join(helpers, "unrelated.txt"), "");
    await new Promise((done) => setTimeout(done, 300));
    assert.equal(await execute(`${cell}.toUpperCase()`), "TWO");
  });

  it("imports the project by its name, with types", async () => {
    assert.equal(
      await execute('import { displaySymbol } from "contrastbook"; displaySymbol.description'),
      "Jupyter.display",
    );
    assert.equal((await refusal('import { noSuchThing } from "contrastbook"')).findings[0]?.code, 2305);
  });

  it("knows the types of display", async () => {
    const wrong = await refusal("display.html(3)");
    assert.match(wrong.message, /'number' is not assignable to parameter of type 'string'/);
  });

  it("completes names of this and of earlier cells, with what they are", async () => {
    await execute("const temperature = 0.5; function temper() {}");
    const { matches, start, end } = language.complete("1 + temper", 10);
    assert.deepEqual([start, end], [4, 10]);
    assert.deepEqual(matches.map(({ text, type }) => [text, type]).sort(), [
      ["temper", "function"],
      ["temperature", "const"],
    ]);
    assert.ok(language.complete("display.", 8).matches.some(({ text }) => text === "markdown"));
  });

  it("inspects a name with its documentation, at and right behind the name", async () => {
    await execute("/** Half of n. @returns a half */\nfunction half(n: number) { return n / 2 }");
    for (const cursor of [0, 4]) {
      const found = language.inspect("half", cursor);
      assert.equal(found?.signature, "function half(n: number): number");
    }
    assert.equal(language.inspect("  ", 1), undefined);
  });

  for (const [code, status] of [
    ["const a = 1", "complete"],
    ["await (x)", "complete"],
    ["function f() {", "incomplete"],
    ["`open ${1", "incomplete"],
    ["/* open", "incomplete"],
    ["const = 1", "invalid"],
    ["}", "invalid"],
  ] as const) {
    it(`calls ${JSON.stringify(code)} ${status}`, () => assert.equal(language.isComplete(code).status, status));
  }
});
