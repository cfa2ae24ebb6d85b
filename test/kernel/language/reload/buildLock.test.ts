import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { whileLocked } from "../../../../src/kernel/language/reload/buildLock";

describe("the lock of a build", () => {
  const config = join(tmpdir(), `contrastbook-lock-test-${process.pid}`, "tsconfig.json");
  const name = createHash("sha256").update(config).digest("hex").slice(0, 16);
  const lock = join(tmpdir(), `contrastbook-build-${name}.lock`);

  it("is there while the build runs, and gone after it, also when it throws", () => {
    assert.equal(
      whileLocked(config, () => existsSync(lock)),
      true,
    );
    assert.equal(existsSync(lock), false);
    assert.throws(() =>
      whileLocked(config, () => {
        throw new Error("no");
      }),
    );
    assert.equal(existsSync(lock), false);
  });

  it("is taken over from a process that is gone", () => {
    const { pid } = spawnSync(process.execPath, ["-e", "0"]);
    takesOver(String(pid));
  });

  it("is taken over when it is older than any build, whoever has the process id by now", () => {
    takesOver(String(process.pid), 1000);
  });

  function takesOver(owner: string, seconds?: number): void {
    writeFileSync(lock, owner);
    if (seconds !== undefined) utimesSync(lock, seconds, seconds);
    const began = performance.now();
    assert.equal(
      whileLocked(config, () => 5),
      5,
    );
    assert.ok(performance.now() - began < 5000);
  }
});
