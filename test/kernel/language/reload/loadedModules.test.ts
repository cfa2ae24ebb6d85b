import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { utimesSync } from "node:fs";
import { LoadedModules } from "../../../../src/kernel/language/reload/loadedModules";
import { Scratch } from "./scratch";

describe("the modules that cells loaded", () => {
  let scratch: Scratch;
  let modules: LoadedModules;
  let load: NodeJS.Require;
  beforeEach(() => {
    scratch = new Scratch();
    modules = new LoadedModules(new Map());
    load = createRequire(scratch.path("cell.js"));
    scratch.write("leaf.js", "exports.leaf = 1;");
    scratch.write("top.js", 'exports.top = require("./leaf").leaf + require("package");');
    scratch.write("node_modules/package/index.js", "module.exports = 1;");
  });
  afterEach(() => {
    modules.close();
    scratch.remove();
  });

  const names = (files: Iterable<string>): string[] => [...files].map((file) => file.slice(scratch.folder.length + 1));

  it("are found once, without those of packages and those that were there before", () => {
    load("./top");
    assert.deepEqual(names(modules.found()).sort(), ["leaf.js", "top.js"]);
    assert.deepEqual(modules.found(), []);
    assert.equal(modules.watches(__filename), false);
  });

  it("have changed when their text did, also while they were being loaded, and not when they were touched", () => {
    scratch.write("self.js", `require("node:fs").writeFileSync(__filename, "exports.now = 2; //" + Math.random());`);
    load("./self");
    load("./leaf");
    modules.found();
    assert.equal(modules.changed(scratch.path("self.js")), true);
    utimesSync(scratch.path("leaf.js"), 5000, 5000);
    assert.equal(modules.changed(scratch.path("leaf.js")), false);
    scratch.write("leaf.js", "exports.leaf = 2;", 6000);
    assert.equal(modules.changed(scratch.path("leaf.js")), true);
    modules.accept(scratch.path("leaf.js"));
    assert.equal(modules.changed(scratch.path("leaf.js")), false);
  });

  it("are loaded anew once they are dropped, and are the old ones again when that is taken back", () => {
    assert.deepEqual(load("./top"), { top: 2 });
    modules.found();
    const files = [scratch.path("leaf.js"), scratch.path("top.js")];
    const old = modules.get(scratch.path("leaf.js"));
    assert.ok(old);
    assert.deepEqual(names(modules.importers().get(old) ?? []), ["top.js"]);
    scratch.write("leaf.js", "exports.leaf = 10;", 5000);
    const restore = modules.drop(files);
    assert.deepEqual(load("./top"), { top: 11 });
    restore();
    assert.deepEqual(load("./top"), { top: 2 });
    assert.equal(modules.changed(scratch.path("leaf.js")), true);
    assert.deepEqual(names(modules.importers().get(old) ?? []), ["top.js"]);
  });
});
