import assert from "node:assert/strict";
import type { Language } from "../../../src/kernel/language/language";
import { createTypeScriptLanguage } from "../../../src/kernel/language/typescript/typeScriptLanguage";
import { typeCheck } from "../../../src/kernel/language/typescript/typeCheck";
import { TypeScriptError } from "../../../src/kernel/language/typescript/typeScriptError";

const run = { executionCount: 1, enter: () => undefined, leave: () => undefined };

describe("variables of cells", function () {
  this.timeout(30_000);
  let language: Language;
  before(() => {
    language = createTypeScriptLanguage();
  });
  after(() => language.close());
  beforeEach(() => language.reset());
  const execute = async (code: string): Promise<unknown> => (await language.execute(code, run)).value;

  /** Runs cells one after the other, and compares the value of the last one. */
  const cells =
    (...codes: string[]) =>
    async (expected: unknown): Promise<void> => {
      for (const code of codes.slice(0, -1)) await execute(code);
      assert.deepEqual(await execute(codes.at(-1) ?? ""), expected);
    };

  it("are one for all cells: a function sees what a later cell assigns", () =>
    cells("let n = 0; function inc() { return ++n }", "inc(); inc()", "n = 0", "[inc(), n]")([1, 1]));

  it("are one for all cells: a function calls what a later cell declares anew", () =>
    cells("const loss = () => 1; function train() { return loss() }", "const loss = () => 2", "train()")(2));

  it("keep for earlier cells the type that they had", async () => {
    await execute("class Box { a = 1 }\nconst box = new Box()");
    await execute("class Box { z = 1 }");
    assert.equal(await execute("const other = box; other.a"), 1);
    await assert.rejects(execute("other.z"), /'z' does not exist on type 'Box'/);
    assert.equal(await execute("new Box().z"), 1);
  });

  it("stay right over many more cells than the compiler keeps apart", async () => {
    for (let n = 0; n < 60; n++) await execute(`const v${n} = ${n}; const last = v${n}; class C { c${n} = ${n} }`);
    assert.deepEqual(await execute("[v0 + v59, last, new C().c59]"), [59, 59, 59]);
    await assert.rejects(execute("new C().c58"), TypeScriptError);
  });

  it("keep value and type when the cell that would declare them anew fails before", async () => {
    await execute("const x: number = 1; interface I { a: 1 }");
    await assert.rejects(execute('(undefined as any).gone; const x = "s", fresh = 2; interface I { b: 2 }'), TypeError);
    assert.equal(await execute("x.toFixed(1)"), "1.0");
    await assert.rejects(execute("fresh"), /Cannot find name 'fresh'/);
    assert.deepEqual(await execute("const i: I = { b: 2 }; i"), { b: 2 });
    await assert.rejects(execute('const x = "s"; (undefined as any).gone'), TypeError);
    assert.equal(await execute("x.toUpperCase()"), "S");
  });

  for (const [what, codes, expected] of [
    [
      "destructuring",
      ["const { a, b: [c = 5, ...d], ...e } = { a: 1, b: [undefined, 2], f: 3 }", "[a, c, d, e]"],
      [1, 5, [2], { f: 3 }],
    ],
    [
      "names of functions",
      ["const f = () => 1, K = class {}, { g = function () {} } = {} as any", "[f.name, K.name, g.name]"],
      ["f", "K", "g"],
    ],
    ["var in blocks and loops", ["for (var i = 0; i < 3; i++) { var inner = i }", "[i, inner]"], [3, 2]],
    ["for over a var", ["for (var k of [1, 2]); for (var p in { q: 1 });", "[k, p]"], [2, "q"]],
    ["enums", ["enum E { A = 1, B } const enum F { X = 7 }", "[E.B, E[2], F.X]"], [2, "B", 7]],
    [
      "namespaces",
      ["namespace N { export const x = 4; export const y = () => x; export interface I {} }", "import y = N.y; y()"],
      4,
    ],
    [
      "classes",
      [
        "class A { static s = A.make(); static make() { return new A() } #p = 3; get p() { return this.#p } }",
        "class B extends A {}",
        "[A.s.p, new B().p]",
      ],
      [3, 3],
    ],
    [
      "abstract classes and overloads",
      [
        "abstract class S { abstract v(): number } function f(a: string): string; function f(a: number): number; function f(a: any) { return a }",
        "f(new (class extends S { v() { return 2 } })().v())",
      ],
      2,
    ],
    [
      "standard decorators",
      [
        "function twice(f: any, _: ClassMethodDecoratorContext) { return function (this: any) { return 2 * f.call(this) } }",
        "class D { v = 2; @twice m() { return this.v } } new D().m()",
      ],
      4,
    ],
    [
      "functions without a receiver",
      [
        "function self(this: unknown) { return this } const tag = function (this: unknown, _: unknown) { return this }",
        "[self(), (self)(), self?.(), tag``]",
      ],
      [undefined, undefined, undefined, undefined],
    ],
    [
      "recursion, and use before the declaration",
      ["early(3); function early(n: number): number { return n < 1 ? 0 : n + early(n - 1) }", "early(3)"],
      6,
    ],
    [
      "shadowing",
      [
        "const x = 1; const f = (x: number) => { const y = { x }; return y.x }",
        "{ const x = 5; f(x + 1) }",
        "[x, f(2)]",
      ],
      [1, 2],
    ],
    [
      "labels, property names and types of the same name",
      ["const a = 1; type a = 'a'", "a: for (;;) { break a }", "({ a: a, b: { a }, get c() { return a } })"],
      { a: 1, b: { a: 1 }, c: 1 },
    ],
    [
      "assignments of all kinds",
      [
        "let n = 1, m: number | undefined",
        "n += 2; n **= 2; m ??= n; [n, m] = [m, n + 1]; ({ n, q: m = 5 } = { n: n + 1 } as any); [n++, --n, m]",
      ],
      [10, 10, 5],
    ],
    ["names with underscores", ["const __x = 1, _y = 2", "__x + _y"], 3],
    [
      "a type that cannot be written down",
      [
        "function make() { class Hidden { v = 1 } return { h: new Hidden() } } const made = new (class { #q = 1; q() { return this.#q } })()",
        "make().h.v + made.q()",
      ],
      2,
    ],
    [
      "global declarations",
      [
        "declare global { interface Array<T> { third(): T } }",
        "Array.prototype.third = function () { return this[2] }; [1, 2, 3].third()",
      ],
      3,
    ],
    [
      "satisfies and const type parameters",
      ["const pick = <const T extends readonly unknown[]>(t: T): T[0] => t[0]", "pick(['a']) satisfies 'a'"],
      "a",
    ],
  ] as const) {
    it(`carry over ${what}`, () => cells(...codes)(expected));
  }

  it("come from what was pasted with the first line of a script", () =>
    cells("#!/usr/bin/env node\nconst pasted = 1", "pasted")(1));

  it("that are had by `using` are disposed of at the cell's end", async () => {
    await execute("const log: string[] = []");
    await execute("using a = { [Symbol.dispose]() { log.push('a') } }; log.push('body')");
    await execute("await using b = { async [Symbol.asyncDispose]() { log.push('b') } }; log.push('body')");
    assert.deepEqual(await execute("log"), ["body", "a", "body", "b"]);
    await assert.rejects(execute("a"), /Cannot find name 'a'/);
  });

  it("are named in errors as they were written", async () => {
    await assert.rejects(execute("let f: any = 1; f()"), { message: "f is not a function" });
    await assert.rejects(execute("f.g.h"), { message: "Cannot read properties of undefined (reading 'h')" });
  });

  it("leave a promise as the last expression what it is, settled or never", async () => {
    const { value } = await language.execute("new Promise(() => {})", run);
    assert.ok(value instanceof Promise);
    assert.equal(await execute("await Promise.resolve(2);;"), 2);
  });

  it("may have type errors when types are not checked, but must be TypeScript", async () => {
    await execute("const n = 1");
    typeCheck.on = false;
    try {
      assert.equal(await execute("const s: string = n; s"), 1);
      await assert.rejects(execute("const = 1"), TypeScriptError);
    } finally {
      typeCheck.on = true;
    }
    await assert.rejects(execute("const t: string = n"), TypeScriptError);
    assert.equal(await execute("// @ts-nocheck\nconst t: string = n; t"), 1);
    await assert.rejects(execute("const u: string = n"), TypeScriptError);
  });
});
