import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";
import { interruptChecks } from "../../../src/kernel/language/typescript/interruptChecks";
import { loadCompiler } from "../../../src/kernel/language/typescript/loadCompiler";

const { typescript } = loadCompiler();

function compile(code: string, checks: boolean): string {
  const compilerOptions = { target: typescript.ScriptTarget.ES2022 };
  const transformers = { after: checks ? [interruptChecks(typescript)] : [] };
  return typescript.transpileModule(code, { fileName: "cell.js", compilerOptions, transformers }).outputText;
}

/** Runs the body of an async function; `check` stands for the global `__check` if given. */
async function run(body: string, { checks = true, check }: { checks?: boolean; check?: () => void } = {}) {
  const code = compile(`(async function () { ${body}\n}).call({ own: "this" })`, checks);
  const globals = { setTimeout, setImmediate, ...(check && { __check: check }) };
  return (await runInNewContext(code, globals, { timeout: 5000 })) as unknown;
}

/** Lets `turns` checks pass and throws at every later one, as the kernel does once the reader interrupts. */
function interruptAfter(turns: number): () => void {
  let left = turns;
  return () => {
    if (left-- <= 0) throw new Error("interrupted");
  };
}

describe("checks for an interrupt in the code of cells", () => {
  for (const endless of [
    "while (true);",
    "while (true) { }",
    "do { } while (true)",
    "for (;;);",
    "outer: for (;;) { for (;;) continue outer }",
    "const o = { a: 1 }; for (;;) for (const k in o) o[k]++;",
    "function* all() { for (let n = 0; ; n++) yield n } for (const n of all());",
    "function* all() { for (let n = 0; ; n++) yield n } [...all()]",
    "async function* all() { while (true) yield 1 } for await (const n of all());",
    "class A { static { for (;;); } }",
    "class A { *[Symbol.iterator]() { while (true) yield 0 } } const [...rest] = new A()",
    "const tick = () => new Promise((done) => setImmediate(done)); while (true) await tick()",
    "const tick = () => new Promise((done) => setImmediate(done)); const f = async () => { await tick(); return f() }; await f()",
    "const f = () => Promise.resolve().then(f); await f()",
    "const f = (n) => n < 2 ? n : f(n - 1) + f(n - 2); f(90)",
    "const f = (n) => { return n < 2 ? n : f(n - 1) + f(n - 2) }; f(90)",
    "function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2) } f(90)",
    "const o = { get f() { return o.n-- < 0 ? 0 : o.f + o.f }, set n(v) { this._n = v }, get n() { return 90 } }; o.f",
    "class A { constructor(n) { if (n > 0) { new A(n - 1); new A(n - 1) } } } new A(90)",
    "const f = (n) => n > 0 && [new g(n), new g(n)]; function g(n) { f(n - 1) } f(90)",
    "const f = (s, n = 90) => n > 0 && f`${n}`; for (;;) f()",
    "const visit = (a) => { a.forEach(() => visit(a)) }; visit([1, 2])",
    "await Promise.all([1].map(async () => { for (;;) await 0 }))",
  ]) {
    it(`stop ${endless}`, async () => {
      await assert.rejects(run(endless, { check: interruptAfter(1000) }), /interrupted|call stack/);
    });
  }

  it("let `finally` run and can be caught like any error", async () => {
    const body =
      "let done; try { while (true); } catch (e) { return e.message + done } finally { done = 1; order.push(1) }";
    assert.equal(await run(`const order = []; ${body}`, { check: interruptAfter(3) }), "interruptedundefined");
  });

  const unchanged = [
    "const log = []; outer: for (const a of [1, 2, 3]) { for (const b of [1, 2]) { if (b > a) continue outer; if (a > 2) break outer; log.push([a, b]) } } return log",
    "let n = 0; do n += 1; while (n < 5); return n",
    "for (var i = 0; i < 3; i++) var last = i; return [i, last]",
    "const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); return fs.map((f) => f())",
    'function strict() { "use strict"; return this === undefined } return [strict(), strict.call(0)]',
    "const o = { v: 2, async get() { return this?.v ?? 'none' } }; return [await o.get(), await (await o.get)()]",
    "const f = async () => function () { return this === undefined || this === globalThis }; return (await f())()",
    "const o = { f() { return () => this.v }, v: 7 }; return (await o.f())()",
    "class X { constructor(v) { this.v = v } } const later = async () => X; return new (await later())(4).v",
    "const later = async () => ({ a: { b: [3] } }); return (await later()).a?.b?.[0] ** 2",
    "return [typeof await 1, -await 2, !await 0, await 1 + await 2, await (1, 2), await (await 3)]",
    "const t = async () => (s, ...v) => s.raw.join('|') + v; return (await t())`a${1}\\n${2}`",
    "const a = 1\nawait a\n;[1, 2].map((x) => x * 2)\nreturn a",
    "async function* g() { const got = yield await 1; yield got } const i = g(); await i.next(); return (await i.next('v')).value",
    "function* g(a = 3, { b } = { b: 4 }) { try { const x = yield a; yield x + b } finally { yield 'end' } } const i = g(); return [i.next(), i.next(5), i.return(6), i.next()]",
    "const f = (a, b = a * 2, ...c) => ({ a, b, c }); return [f(1), f(1, 2, 3), f.length, f.name]",
    "const f = () => ({ ...g() }), g = () => ({ z: 1 }); return f()",
    "const f = (x) => (y) => x + g(y), g = (z) => z; return f(1)(2)",
    "class A { #p = 1; static s; static { this.s = 5 } get p() { return this.#p } set p(v) { this.#p = v } static async m() { return (await super.toString).name } } class B extends A { constructor() { super(); this.q = new.target.name } } const b = new B(); b.p = 9; return [A.s, b.p, b.q, await A.m()]",
    "const o = { ['a' + 1]: async (x) => await x, async *g() { yield* [1, 2] } }; const all = []; for await (const v of o.g()) all.push(v); return [await o.a1(3), all, o.a1.name]",
    "function f() { return arguments.length } return f(await 1, ...(await [2, 3]))",
    "switch (await 2) { case await 2: { for (;;) break; return 'two' } default: return 'other' }",
    "try { await Promise.reject(new Error('no')) } catch ({ message }) { return message } finally { await 0 }",
    "let s = ''; for (const k in { a: 1, b: 2 }) if (k === 'a') continue; else s += k; return s",
    "label: { if (await true) break label; return 'not reached' } return 'after'",
    "const e = (x) => eval('x + 1'); return e(2)",
    "return [1, 2, 3].reduce((sum, n) => sum + n, await 0)",
    "if (await 1) await 2; else await 3\nlet y\n= await 4\nreturn y",
    "const p = Promise.resolve({ x: [1, { y: 2 }] }); const { x: [one, { y, z = await 5 }] } = await p; return [one, y, z]",
    "return this.own",
    "return (() => this.own)()",
    "let i = 0; while (i < 3) i++, i; return i",
    "return await (async () => { try { return await 1 } finally { for (const _ of [1]); } })()",
  ];
  for (const body of unchanged) {
    it(`change nothing of: ${body}`, async () => {
      const json = async (options: Parameters<typeof run>[1]): Promise<string> =>
        JSON.stringify(await run(body, options));
      const expected = await json({ checks: false });
      assert.ok(expected !== undefined);
      let turns = 0;
      assert.equal(await json({ check: () => void turns++ }), expected);
      assert.equal(await json({}), expected, "without the global");
    });
  }

  it("keep the directives of a function first", () => {
    assert.match(compile('function f() { "use strict"; "use asm"; g() }', true), /asm";\s+typeof __check/);
  });
});
