import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { packageCopy } from "../../../src/kernel/install/packageCopy";
import { withScratch } from "../../support/setup/scratch";

describe("the copy of a package that npx runs", () => {
  it(
    "holds the package and its neighbours, and its main file is named where the copy will lie",
    withScratch((scratch) => {
      const root = scratch.at(".npm/_npx/5ca1ab1e/node_modules/contrastbook");
      scratch.write(".npm/_npx/5ca1ab1e/node_modules/contrastbook/dist/src/kernel/main.js", "main");
      scratch.write(".npm/_npx/5ca1ab1e/node_modules/zeromq/index.js", "zeromq");
      const copy = packageCopy("/jupyter/kernels/contrastbook", root);
      assert.equal(copy?.main, "/jupyter/kernels/contrastbook/node_modules/contrastbook/dist/src/kernel/main.js");
      copy.write(scratch.at("fresh"));
      const copied = (name: string): string => readFileSync(scratch.at("fresh/node_modules", name), "utf8");
      assert.equal(copied("contrastbook/dist/src/kernel/main.js"), "main");
      assert.equal(copied("zeromq/index.js"), "zeromq");
    }),
  );

  it("is not made of a package that was installed to stay", () => {
    assert.equal(packageCopy("/jupyter/kernels/contrastbook", "/usr/lib/node_modules/contrastbook"), undefined);
    assert.equal(packageCopy("/jupyter/kernels/contrastbook"), undefined);
  });
});
