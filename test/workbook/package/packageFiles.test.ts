import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { packageDependencies } from "../../../src/workbook/package/packageDependencies";
import { packageFiles } from "../../../src/workbook/package/packageFiles";
import { places } from "../../../src/workbook/places";
import { type Scratch, withScratch } from "../../support/setup/scratch";

/** A built project: a kernel that imports plots, and a numerical room. */
function project(scratch: Scratch): { dist: string; sources: string } {
  const compiled = {
    "kernel/main": 'const a = require("../plots/figure"); load("tslab/dist/x.js"); const fs = require("node:fs");',
    "kernel/cli": 'const c = require("commander"); // danfojs-node is not needed',
    "report/progress": 'x["constructor"]("toString");',
    "plots/figure": "",
    "models/resnet": 'require("@tensorflow/tfjs-node");',
    "kernel/removed": 'require("danfojs-node");',
  };
  for (const [name, code] of Object.entries(compiled)) {
    scratch.write(`dist/src/${name}.js`, code);
    scratch.write(`dist/src/${name}.d.ts`, name === "kernel/main" ? 'export * from "../report/progress";' : "");
    if (name !== "kernel/removed") scratch.write(`src/${name}.ts`, "");
  }
  return { dist: scratch.at("dist/src"), sources: scratch.at("src") };
}

const all = { tslab: "1.0.22", commander: "14.0.3", "danfojs-node": "1.2.0" };

describe("the kernel's package", () => {
  it(
    "holds the kernel and what it imports, no numerical room and nothing whose source is gone",
    withScratch((scratch) => {
      const { dist, sources } = project(scratch);
      const scripts = packageFiles(dist, sources).filter((file) => file.endsWith(".js"));
      assert.deepEqual(scripts, ["kernel/cli.js", "kernel/main.js", "plots/figure.js", "report/progress.js"]);
    }),
  );

  it(
    "depends on the packages that its files name, in the project's versions",
    withScratch((scratch) => {
      const { dist, sources } = project(scratch);
      assert.deepEqual(packageDependencies(dist, packageFiles(dist, sources), all), {
        commander: "14.0.3",
        tslab: "1.0.22",
      });
    }),
  );

  it(
    "is not built when a file requires a package that nobody installs, or was not compiled",
    withScratch((scratch) => {
      const { dist, sources } = project(scratch);
      const { tslab } = all;
      assert.throws(() => packageDependencies(dist, packageFiles(dist, sources), { tslab }), {
        name: "PackageError",
        message: "pack: kernel/cli.js requires commander, which is not among the project's dependencies",
      });
      scratch.write("src/kernel/fresh.ts", "");
      assert.throws(() => packageFiles(dist, sources), /^PackageError: pack: .*fresh\.js is missing; build first/);
    }),
  );

  it("needs neither TensorFlow nor a numerical room nor the plots", () => {
    const { root } = places();
    const dist = path.join(root, "dist", "src");
    const files = packageFiles(dist);
    assert.deepEqual([...new Set(files.map((file) => file.split("/")[0]))], ["files", "kernel", "report"]);
    const { dependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    const named = Object.keys(packageDependencies(dist, files, dependencies));
    for (const needed of ["@types/node", "commander", "typescript", "zeromq"])
      assert.ok(named.includes(needed), needed);
    assert.deepEqual(
      named.filter((name) => /tensorflow|danfo|plotly|jsdom|canvas|cifar|mnist/.test(name)),
      [],
    );
  });
});
