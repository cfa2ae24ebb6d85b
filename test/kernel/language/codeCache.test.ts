import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CodeCache } from "../../../src/kernel/language/typescript/codeCache";

describe("cache of compiled code", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cache-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("gives back what was written, and nothing before", () => {
    const cache = new CodeCache(__filename, join(folder, "new"));
    assert.equal(cache.read(), undefined);
    cache.write(Buffer.from("compiled"));
    assert.equal(new CodeCache(__filename, join(folder, "new")).read()?.toString(), "compiled");
  });

  it("gives nothing back of a damaged file", () => {
    const cache = new CodeCache(__filename, folder);
    cache.write(Buffer.from("compiled"));
    const [name = ""] = readdirSync(folder);
    const stored = readFileSync(join(folder, name));
    for (const damaged of [stored.subarray(0, stored.length - 1), stored.subarray(0, 5), Buffer.alloc(0)]) {
      writeFileSync(join(folder, name), damaged);
      assert.equal(cache.read(), undefined);
    }
  });

  it("does without a folder that cannot be written to", () => {
    writeFileSync(join(folder, "file"), "");
    const cache = new CodeCache(__filename, join(folder, "file", "below"));
    cache.write(Buffer.from("compiled"));
    assert.equal(cache.read(), undefined);
  });
});
