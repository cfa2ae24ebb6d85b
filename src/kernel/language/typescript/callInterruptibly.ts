import { Script } from "node:vm";
import { recoverFromInterrupt } from "../../../report/afterInterrupt";
import { KernelInterrupted } from "../kernelInterrupted";
import type { CellRun } from "../language";

const slot = Symbol.for("contrastbook.kernel.call");
const slots = globalThis as unknown as Record<symbol, (() => unknown) | undefined>;
/** Frames of this file are the kernel's and not shown to readers. */
const caller = new Script(`globalThis[Symbol.for("contrastbook.kernel.call")]()`, { filename: "node:contrastbook" });

/**
 * Calls `body` so that SIGINT ends it, whatever it is doing in JavaScript; state outside it stays as it was left.
 * @throws {KernelInterrupted} when SIGINT came; neither `catch` nor `finally` of the stopped code runs, which is why
 *   libraries get to put their state in order (`afterInterrupt`)
 */
export function callInterruptibly(body: () => unknown, run: Pick<CellRun, "enter" | "leave">): unknown {
  // entered and left inside the script: around it, Node has moments in which SIGINT would end the process
  slots[slot] = () => {
    run.enter("synchronous");
    try {
      return body();
    } finally {
      run.leave();
    }
  };
  try {
    return caller.runInThisContext({ breakOnSigint: true, displayErrors: false });
  } catch (error) {
    if (!isInterruption(error)) throw error;
    const [cause] = recoverFromInterrupt();
    throw new KernelInterrupted({ cause });
  } finally {
    run.enter("asynchronous");
    slots[slot] = undefined;
  }
}

function isInterruption(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED";
}
