import assert from "node:assert/strict";
import Module from "node:module";
import { OldCode } from "../../../../src/kernel/language/reload/oldCode";

function moduleWith(exports: unknown): Module {
  const module = new Module("/lab/box.js");
  module.filename = "/lab/box.js";
  module.exports = exports;
  return module;
}

describe("what is left of modules that were replaced", () => {
  const Box = class Box {};
  const NewBox = class Box {};
  const scale = (n: number): number => n;
  const shared = {};
  const made = (): string => "of the old script";
  const passedOn = (): string => "of a module that stays";
  const scripts = new Map<unknown, string>([
    [scale, "1"],
    [made, "1"],
    [passedOn, "3"],
  ]);
  const oldCode = new OldCode({ of: (written) => scripts.get(written) });
  const newScale = (n: number): number => n;
  scripts.set(newScale, "2");
  oldCode.add(
    moduleWith({ Box, scale, shared, size: 3 }),
    moduleWith({ Box: NewBox, scale: newScale, shared, size: 3 }),
    "src/box.ts",
  );
  const [oldStep, newStep] = [(): number => 1, (): number => 1];
  for (const step of [oldStep, newStep]) scripts.set(step, "3");
  oldCode.add(moduleWith({ scale, step: oldStep }), moduleWith({ scale: newScale, step: newStep }), "src/index.ts");

  for (const [what, value, description] of [
    ["an export under another name", scale, "is the old scale"],
    ["an instance", new Box(), "is an instance of the old Box"],
    ["an instance of a class that extends it", new (class Crate extends Box {})(), "is an instance of the old Box"],
    ["a class that extends it", class Crate extends Box {}, "is a class that extends the old Box"],
    ["an array with an instance", [1, new Box()], "contains an instance of the old Box"],
    ["a record with an export", { f: scale }, "contains the old scale"],
    ["a map with an instance", new Map([["a", new Box()]]), "contains an instance of the old Box"],
    ["a function that it made", made, "was made by the old src/box.ts"],
    ["an object with a method that it made", { run: made }, "was made by the old src/box.ts"],
    ["a function of a module that stays and made one of its exports", passedOn, undefined],
    ["a new instance", new NewBox(), undefined],
    ["what both versions export", shared, undefined],
    ["a number that both export", 3, undefined],
    ["a typed array", new Float32Array(10), undefined],
    ["null", null, undefined],
  ] as const) {
    it(`is seen in ${what}: ${description ?? "nothing"}`, () => {
      assert.equal(oldCode.describe(value), description);
    });
  }

  it("is looked for without running code of the value", () => {
    const guarded = Object.defineProperty({}, "trap", { enumerable: true, get: () => assert.fail("a getter ran") });
    assert.equal(oldCode.describe(guarded), undefined);
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    assert.equal(oldCode.describe(proxy), undefined);
  });
});
