import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { BuildInfo } from "../../../../src/kernel/language/reload/buildInfo";
import { Scratch } from "./scratch";

const text = "export const a = 1;\n";
const version = createHash("sha256").update(text).digest("hex");

describe("what an incremental build wrote down", () => {
  let scratch: Scratch;
  beforeEach(() => (scratch = new Scratch()));
  afterEach(() => scratch.remove());

  const isBuilt = (saved: string, info: unknown, place = "dist/.tsbuildinfo"): boolean => {
    scratch.write(place, typeof info === "string" ? info : JSON.stringify(info));
    const source = scratch.write("src/a.ts", saved);
    return new BuildInfo().isBuilt(source, scratch.write("dist/deep/a.js", ""), scratch.folder);
  };
  const program = { fileNames: ["../src/z.ts", "../src/a.ts"], fileInfos: ["0", { version, signature: "1" }] };

  it("knows a source whose text is the one that was built, in the forms of several compilers", () => {
    assert.equal(isBuilt(text, program), true);
    assert.equal(isBuilt(text, { program }), true);
    assert.equal(isBuilt(text, { ...program, fileInfos: ["0", version] }), true);
    assert.equal(isBuilt(text, { ...program, fileNames: ["z", "src/a.ts"] }, "tsconfig.tsbuildinfo"), true);
  });

  it("does not know one that differs, was checked but not written, or stands nowhere", () => {
    assert.equal(isBuilt(`${text} `, program), false);
    for (const pending of [2, [2], [2, 1]]) {
      assert.equal(isBuilt(text, { ...program, affectedFilesPendingEmit: [pending] }), false);
    }
    assert.equal(isBuilt(text, { ...program, affectedFilesPendingEmit: [1] }), true);
    assert.equal(isBuilt(text, { fileNames: [], fileInfos: [] }), false);
    assert.equal(isBuilt(text, "no JSON"), false);
  });
});
