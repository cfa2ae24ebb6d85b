import assert from "node:assert/strict";
import { Packages } from "../../../../src/kernel/language/reload/packages";
import { Scratch } from "./scratch";

describe("the package of a file", () => {
  let scratch: Scratch;
  beforeEach(() => (scratch = new Scratch()));
  afterEach(() => scratch.remove());

  it("says which files and folders keep state, and those only", () => {
    scratch.write("lab/package.json", JSON.stringify({ contrastbook: { restart: ["dist/engine", "dist/state.js"] } }));
    const lab = new Packages().of(scratch.path("lab/dist/engine/op.js"));
    assert.equal(lab.root, scratch.path("lab"));
    for (const [file, needsRestart] of [
      ["lab/dist/engine/op.js", true],
      ["lab/dist/state.js", true],
      ["lab/dist/engineering.js", false],
      ["lab/dist/state.json", false],
      ["dist/state.js", false],
    ] as const) {
      assert.equal(lab.needsRestart(scratch.path(file)), needsRestart, file);
    }
  });

  it("is the nearest, even when its package.json says nothing or is no JSON", () => {
    scratch.write("package.json", JSON.stringify({ contrastbook: { restart: ["lab"] } }));
    scratch.write("lab/package.json", "{");
    const packages = new Packages();
    assert.equal(packages.of(scratch.path("lab/a.js")).needsRestart(scratch.path("lab/a.js")), false);
    assert.equal(packages.nameOf(scratch.path("lab/src/a.ts")), "src/a.ts");
    assert.equal(packages.of(scratch.path("b.js")).needsRestart(scratch.path("lab/a.js")), true);
  });

  it("has the nearest tsconfig.json, but not one outside of it", () => {
    scratch.write("tsconfig.json", "{}");
    scratch.write("lab/package.json", "{}");
    const source = scratch.path("lab/src/a.ts");
    assert.equal(new Packages().configOf(source), undefined);
    const config = scratch.write("lab/tsconfig.json", "{}");
    assert.equal(new Packages().configOf(source), config);
  });
});
