import assert from "node:assert/strict";
import { Script } from "node:vm";
import { ScriptIds } from "../../../../src/kernel/language/reload/scriptIds";

describe("the script of a function", () => {
  it("is one for all that a script made, another for the next version of it, and none for what Node brings", () => {
    const script = (version: number): string =>
      `({ make: () => class Made {}, method() {}, arrow: async () => 1 }) // ${version}`;
    const versions = [1, 2].map(
      (version) => new Script(script(version), { filename: "same.js" }).runInThisContext() as Made,
    );
    const scripts = new ScriptIds();
    const ids = versions.map(({ make, method, arrow }) => [make, make(), method, arrow].map((one) => scripts.of(one)));
    assert.deepEqual(
      ids.map((same) => new Set(same).size),
      [1, 1],
    );
    assert.notEqual(ids[0]?.[0], undefined);
    assert.notEqual(ids[0]?.[0], ids[1]?.[0]);
    assert.equal(scripts.of(Math.sin), undefined);
    scripts.close();
  });
});

interface Made {
  make: () => object;
  method: object;
  arrow: object;
}
