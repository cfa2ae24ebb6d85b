import { tryLock } from "./lock";

export interface WithLockOptions {
  /** Milliseconds to wait for the lock. Default: 30 seconds. */
  patienceMs?: number;
}

/**
 * Does something short while no other process does it; waits, without a turn of the event loop, until the lock is free.
 * @throws Error `the lock rows.jsonl.lock is held by process 12 since 2026-01-01T00:00:00.000Z`
 */
export function withLock<T>(file: string, use: () => T, { patienceMs = 30_000 }: WithLockOptions = {}): T {
  const asleep = new Int32Array(new SharedArrayBuffer(4));
  for (const end = Date.now() + patienceMs; ;) {
    // What is done under the lock takes milliseconds: an owner of another machine, silent for so long, is gone.
    const lock = tryLock(file, { silenceMs: patienceMs / 2 });
    if ("release" in lock)
      try {
        return use();
      } finally {
        lock.release();
      }
    if (Date.now() > end) throw new Error(`the lock ${file} is held by process ${lock.pid} since ${lock.since}`);
    // Not in step with the others who wait.
    Atomics.wait(asleep, 0, 0, 1 + 4 * Math.random());
  }
}
