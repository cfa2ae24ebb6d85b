import assert from "node:assert/strict";
import { CellImports } from "../../../../src/kernel/language/reload/cellImports";

describe("what cells imported", () => {
  const load = Object.assign(
    (module: string, name?: string) => (name === undefined ? undefined : `${module}.${name}`),
    {
      later: () => Promise.resolve(),
    },
  );

  it("is known by variable, the latest cell's, with module, name and value", () => {
    const imports = new CellImports();
    const made = [
      { module: "m", name: "f", local: "f" },
      { module: "m", name: "f", local: "g" },
      { module: "m", name: "*", local: "all" },
      { module: "effects" },
    ];
    const first = imports.remembering(load, made);
    assert.equal(first("m", "f"), "m.f");
    first("m", "*");
    first("effects");
    imports.remembering(load, [{ module: "n", name: "default", local: "g" }])("n", "default");
    assert.deepEqual(imports.all(), [
      { variable: "f", module: "m", name: "f", value: "m.f" },
      { variable: "g", module: "n", name: "default", value: "n.default" },
      { variable: "all", module: "m", name: "*", value: "m.*" },
    ]);
    imports.renewed({ variable: "f", module: "m", name: "f", value: "m.f" }, "new");
    assert.equal(imports.all()[0]?.value, "new");
  });
});
