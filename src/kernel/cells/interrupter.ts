import type { ExecutionFlags } from "../executionFlags";

export interface InterruptMeans {
  /** Tells the session, which hears it as soon as its thread is free. */
  notify(): void;
  /** Sends SIGINT to this process: ends code that V8 runs under `breakOnSigint`. */
  signal(): void;
  /** Tells the reader that the cell cannot be stopped. */
  giveUp(): void;
}

/** How often a cell that did not end yet is looked at, and after how long the reader is told. */
const retryMs = 50;
const patienceMs = 2000;
/** What a cell does in its `finally` may take this long. */
const graceMs = 1000;

/**
 * Ends the running cell: one that awaits hears a message, the code of a cell checks by itself, and what it called is
 * stopped by a signal. A cell may be on its way into the work (compiling, or only just sent), so this looks again until
 * the cell has ended.
 */
export async function interruptCell(flags: ExecutionFlags, means: InterruptMeans): Promise<void> {
  const request = flags.request;
  while (flags.cell === 0 && request !== 0 && flags.request === request) await pause();
  const cell = flags.cell;
  // not the cell of a later request: nobody meant that one
  if (cell === 0 || flags.request !== request) return;
  flags.interrupt(cell);
  means.notify();
  for (let waited = 0; flags.cell === cell; waited += retryMs) {
    if (waited === patienceMs) means.giveUp();
    if (waited >= (flags.noticed ? graceMs : retryMs) && flags.claimSignal()) means.signal();
    await pause();
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, retryMs));
}
