import type { ExecutionFlags } from "../executionFlags";

export interface InterruptMeans {
  /** Tells the session, which hears it as soon as its thread is free. */
  notify(): void;
  /** Sends SIGINT to this process: ends code that V8 runs under `breakOnSigint`. */
  signal(): void;
  /** Tells the reader that the cell cannot be stopped. */
  giveUp(): void;
}

/** How often a cell that did not end yet is looked at, and for how long. */
const retryMs = 50;
const patienceMs = 2000;

/**
 * Ends the running cell: a cell that awaits hears a message, one that computes is stopped by a signal.
 * A cell may be between the two (compiling, or on its way into a loop), so this looks again until the cell has ended.
 */
export async function interruptCell(flags: ExecutionFlags, means: InterruptMeans): Promise<void> {
  const cell = flags.cell;
  if (cell === 0) return;
  flags.interrupt(cell);
  means.notify();
  for (let waited = 0; waited < patienceMs && flags.cell === cell; waited += retryMs) {
    if (flags.claimSignal()) means.signal();
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
  if (flags.cell === cell) means.giveUp();
}
