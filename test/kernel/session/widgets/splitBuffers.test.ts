import assert from "node:assert/strict";
import { joinBuffers, splitBuffers } from "../../../../src/kernel/session/widgets/splitBuffers";

describe("the binary parts of a widget's state", () => {
  it("are taken out with their paths: missing in objects, null in arrays; the original is left alone", () => {
    const [a, b, c] = [Uint8Array.of(1), Float32Array.of(2), new DataView(new ArrayBuffer(1))];
    const original = { n: 1, a, deep: { list: [0, b, { c }], text: "t" }, date: new Date(0) };
    const { state, paths, buffers } = splitBuffers(original);
    assert.deepEqual(JSON.parse(JSON.stringify(state)), {
      n: 1,
      deep: { list: [0, null, {}], text: "t" },
      date: "1970-01-01T00:00:00.000Z",
    });
    assert.deepEqual(paths, [["a"], ["deep", "list", 1], ["deep", "list", 2, "c"]]);
    assert.deepEqual(buffers, [a, b, c]);
    assert.equal(original.deep.list[1], b);
  });

  it("are not looked for in a state that holds itself, which is an error", () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    assert.throws(
      () => splitBuffers({ circle }),
      /widget: the state goes deeper than 100 levels at circle\.self\.self/,
    );
  });

  it("come back to where they were", () => {
    const state: Record<string, unknown> = { deep: { list: [0, null, {}] } };
    joinBuffers(
      state,
      [["a"], ["deep", "list", 1], ["deep", "list", 2, "c"]],
      [1, 2, 3].map((n) => Uint8Array.of(n)),
    );
    assert.deepEqual(state, {
      a: Uint8Array.of(1),
      deep: { list: [0, Uint8Array.of(2), { c: Uint8Array.of(3) }] },
    });
  });

  it("with a path that leads nowhere, or to the prototype of all objects, are left out", () => {
    const state = { a: 1 };
    const one = Uint8Array.of(1);
    joinBuffers(state, [["a", "b"], ["x", "y"], [], ["__proto__", "bad"], ["__proto__"]], [one, one, one, one, one]);
    assert.deepEqual(state, { a: 1 });
    assert.equal("bad" in {}, false);
  });
});
