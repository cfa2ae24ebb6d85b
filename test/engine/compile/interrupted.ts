import assert from "node:assert/strict";
import { Script } from "node:vm";
import { recoverFromInterrupt } from "../../../src/report/afterInterrupt";

const slot = "contrastbook.test.interrupted";
const slots = globalThis as unknown as Record<string, (() => unknown) | undefined>;

/** Ends `work` as the kernel ends a cell: neither `catch` nor `finally` of it runs. Then what the kernel does then. */
export function interrupt(work: () => unknown, timeout = 250): void {
  slots[slot] = work;
  const script = new Script(`globalThis["${slot}"]()`);
  assert.throws(() => script.runInThisContext({ timeout }), { code: "ERR_SCRIPT_EXECUTION_TIMEOUT" });
  slots[slot] = undefined;
  assert.deepEqual(recoverFromInterrupt(), []);
}
