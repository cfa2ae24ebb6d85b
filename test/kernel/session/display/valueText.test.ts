import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { inspect } from "node:util";
import { valueText } from "../../../../src/kernel/session/display/valueText";

const fail = (): never => {
  throw new Error("inner");
};

/** Milliseconds of the quickest of three. */
function quickest(work: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}

describe("a value as text", () => {
  it("is what Node prints for values of everyday size", () => {
    class Encoder {
      depth = 4;
      readonly inner = new Set(["a"]);
    }
    const circular: Record<string, unknown> = { name: "tail" };
    circular.self = circular;
    const cases: [unknown, string][] = [
      [new Map([["a", { b: [1] }]]), "Map(1) { 'a' => { b: [ 1 ] } }"],
      [new Encoder(), "Encoder { depth: 4, inner: Set(1) { 'a' } }"],
      [circular, "<ref *1> { name: 'tail', self: [Circular *1] }"],
      [Symbol("s"), "Symbol(s)"],
      [7n, "7n"],
      [-0, "-0"],
      [Encoder, "[class Encoder]"],
      [fail, "[Function: fail]"],
      [new Date(0), "1970-01-01T00:00:00.000Z"],
      [new Date(NaN), "Invalid Date"],
      [Object.create(null), "[Object: null prototype] {}"],
      [Promise.resolve(1), "Promise { 1 }"],
      [{ [Symbol("key")]: 1 }, "{ [Symbol(key)]: 1 }"],
      [new WeakMap(), "WeakMap { <items unknown> }"],
    ];
    for (const [value, text] of cases) assert.equal(valueText(value), text);
  });

  it("has nothing of what Node notes on promises and timers about the cell they belong to", () => {
    new AsyncLocalStorage().run({ secret: 1 }, () => {
      const timer = setTimeout(() => undefined, 0);
      const text = valueText({ waiting: new Promise(() => undefined), timer });
      clearTimeout(timer);
      assert.match(text, /^\{\n {2}waiting: Promise \{ <pending> \},\n {2}timer: Timeout \{/);
      assert.doesNotMatch(text, /kResourceStore|secret|async_id/);
    });
  });

  it("is there for getters and proxies that throw, for a revoked proxy, and for an inspection of the value's own that throws", () => {
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    const traps = { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail, getOwnPropertyDescriptor: fail };
    assert.equal(valueText({ get x() { return fail(); } }), "{ x: [Getter] }"); // prettier-ignore
    assert.equal(valueText(Object.defineProperty([1, 2], 1, { get: fail })), "[ 1, [Getter] ]");
    assert.equal(valueText(new Proxy({ a: 1 }, traps)), "{ a: 1 }");
    assert.equal(valueText(revoked.proxy), "<Revoked Proxy>");
    assert.equal(
      valueText({ a: 1, [inspect.custom]: fail })
        .split("\n")
        .at(-1),
      "(its own inspection throws: inner)",
    );
    assert.match(valueText({ inner: { a: 1, [inspect.custom]: fail } }), /inner/);
    assert.match(valueText({ get [Symbol.toStringTag]() { return fail(); } }), /cannot be shown/); // prettier-ignore
  });

  it("says how much it leaves out of long arrays, maps, sets and strings", () => {
    const million = Array.from({ length: 1_000_000 }, (_, i) => i);
    assert.match(valueText(million), /999900 more items\n\]$/);
    assert.match(valueText(new Float32Array(1_000_000)), /^Float32Array\(1000000\) \[[^]*999900 more items\n\]$/);
    assert.match(valueText(new Map(million.map((i) => [i, i]))), /^Map\(1000000\) \{[^]*more items\n\}$/);
    assert.match(valueText(new Set(million)), /^Set\(1000000\) \{[^]*more items\n\}$/);
    assert.match(valueText("x".repeat(1_000_000)), /990000 more characters$/);
  });

  it("shows the first members of an object used as a table, and how many there are", () => {
    class Table {}
    const wide = Object.assign(new Table(), Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${i}`, [i]])));
    const text = valueText(wide);
    assert.match(text, /^Table \{\n {2}k0: \[Array\],\n/);
    assert.match(text, /k99: \[Array\],\n {2}\.\.\. 900 more members\n\}$/);
    assert.match(valueText({ inner: wide }), /^\{ inner: \[Table\] \}$/);
  });

  it("stays short for what branches widely", () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : Array.from({ length: 100 }, () => nested(depth - 1)));
    for (const depth of [2, 3]) {
      const text = valueText(nested(depth));
      assert.ok(text.length < 20_000, `${text.length} characters`);
      assert.match(text, /more items/);
    }
    assert.match(valueText({ a: { b: { c: { d: { e: 1 } } } } }), /d: \[Object\]/);
  });

  it("takes no longer for a hundred times more elements", () => {
    const big = [new Float64Array(10_000_000), Array.from({ length: 1_000_000 }, (_, i) => ({ i }))];
    const small = [new Float64Array(1000), Array.from({ length: 1000 }, (_, i) => ({ i }))];
    big.forEach((value, at) => {
      const [most, least] = [quickest(() => valueText(value)), quickest(() => valueText(small[at]))];
      assert.ok(most < 20 + 10 * least, `${most} ms against ${least} ms`);
    });
  });
});
