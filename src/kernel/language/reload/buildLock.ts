import { createHash } from "node:crypto";
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const retryMs = 20;
/** Longer than any build of one project: who still holds the lock then is gone, or its process id belongs to another. */
const patienceMs = 120_000;

/**
 * Lets the kernels of one computer build a project one after the other, so that the latest sources win. A build in a
 * terminal knows nothing of it, and need not: files are replaced as a whole, by the same text for the same sources.
 */
export function whileLocked<T>(config: string, build: () => T): T {
  const name = createHash("sha256").update(config).digest("hex").slice(0, 16);
  const lock = join(tmpdir(), `contrastbook-build-${name}.lock`);
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; !claim(lock) && waited < patienceMs; waited += retryMs) Atomics.wait(sleeper, 0, 0, retryMs);
  try {
    return build();
  } finally {
    rmSync(lock, { force: true });
  }
}

function claim(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    // a folder that cannot be written to is no reason not to build
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") return true;
    if (!isHeld(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function isHeld(lock: string): boolean {
  try {
    if (Date.now() - statSync(lock).mtimeMs > patienceMs) return false;
    const owner = Number(readFileSync(lock, "utf8"));
    // 0 while its owner is about to write its id
    if (owner === 0) return true;
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
