import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeAtomically } from "../../src/files/writeAtomically";

describe("writing a file atomically", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "atomically-"));
    file = path.join(folder, "new", "file");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("writes texts, bytes and parts, into a folder that was not there, and leaves nothing beside", () => {
    for (const options of [{}, { durable: true }, { shared: true }]) {
      writeAtomically(file, "text", options);
      assert.equal(readFileSync(file, "utf8"), "text");
      writeAtomically(file, Buffer.from("bytes"), options);
      assert.equal(readFileSync(file, "utf8"), "bytes");
      writeAtomically(file, [Buffer.from("pa"), Buffer.from("rts")], options);
      assert.equal(readFileSync(file, "utf8"), "parts");
      assert.deepEqual(readdirSync(path.dirname(file)), ["file"]);
    }
  });

  it("keeps the old file, and nothing else, when it fails", () => {
    mkdirSync(file, { recursive: true });
    writeFileSync(path.join(file, "old"), "");
    for (const shared of [true, false])
      assert.throws(() => writeAtomically(file, "text", { shared }), /EISDIR|ENOTEMPTY/);
    assert.deepEqual(readdirSync(path.dirname(file)), ["file"]);
  });

  it("writes over what a killed process left under the other name", () => {
    writeAtomically(file, "text");
    writeFileSync(`${file}.tmp`, "a longer fragment");
    writeAtomically(file, "new");
    assert.equal(readFileSync(file, "utf8"), "new");
    assert.deepEqual(readdirSync(path.dirname(file)), ["file"]);
  });
});
