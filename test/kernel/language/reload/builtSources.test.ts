import assert from "node:assert/strict";
import { utimesSync } from "node:fs";
import { BuiltSources } from "../../../../src/kernel/language/reload/builtSources";
import { Scratch } from "./scratch";

describe("the sources of what is loaded", () => {
  let scratch: Scratch;
  let sources: BuiltSources;
  let source: string;
  let output: string;
  beforeEach(() => {
    scratch = new Scratch();
    sources = new BuiltSources();
    source = scratch.write("src/a.ts", "export const a = 1;", 1000);
    output = scratch.write("dist/a.js", "exports.a = 1;", 2000);
    scratch.write("dist/a.js.map", JSON.stringify({ version: 3, sourceRoot: "", sources: ["../src/a.ts"] }));
  });
  afterEach(() => scratch.remove());

  const unbuilt = (): string[] => (sources.poll() ? sources.unbuilt() : []);

  it("are unbuilt when saved after their output, until they are built or settled", () => {
    assert.equal(sources.add(output), true);
    assert.deepEqual(unbuilt(), []);
    scratch.write("src/a.ts", "export const a = 2;", 3000);
    assert.deepEqual(unbuilt(), [source]);
    assert.deepEqual(unbuilt(), [source]);
    utimesSync(output, 4000, 4000);
    assert.deepEqual(unbuilt(), []);
    scratch.write("src/a.ts", "export const a = 3;", 5000);
    assert.deepEqual(unbuilt(), [source]);
    sources.settle([source]);
    assert.equal(sources.poll(), false);
  });

  it("are unbuilt at first sight when their output is older", () => {
    scratch.write("src/a.ts", "export const a = 2;", 3000);
    sources.add(output);
    assert.deepEqual(unbuilt(), [source]);
  });

  it("are unbuilt when deleted, and forgotten once that is settled", () => {
    sources.add(output);
    scratch.remove("src/a.ts");
    assert.deepEqual(unbuilt(), [source]);
    sources.settle([source]);
    assert.deepEqual([sources.all(), sources.poll()], [[], false]);
  });

  it("include files added beside them and in new folders, but no declarations, other files and packages", () => {
    sources.add(output);
    const added = scratch.write("src/b.ts", "");
    const deeper = scratch.write("src/deep/er/c.tsx", "");
    scratch.write("src/d.d.ts", "");
    scratch.write("src/notes.txt", "");
    scratch.write("src/node_modules/package/e.ts", "");
    // in the second of its making the folder may look as before
    utimesSync(scratch.path("src"), 9000, 9000);
    assert.deepEqual(unbuilt().sort(), [added, deeper].sort());
  });

  it("are none for a file without a source map", () => {
    assert.equal(sources.add(scratch.write("plain.js", "")), false);
    assert.equal(sources.add(scratch.write("data.json", "{}")), false);
  });
});
