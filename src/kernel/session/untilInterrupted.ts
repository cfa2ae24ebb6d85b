import { KernelInterrupted } from "../language/kernelInterrupted";
import type { Cell } from "./cell";

/** What an interrupted cell does on its way out is waited for this long, so that the next cell finds it done. */
const patienceMs = 200;

/**
 * Waits for a cell's work, but not for much longer than until the cell is interrupted.
 * @param interrupted whether the reader wants the running cell to end, known before the cell's signal tells
 * @throws {KernelInterrupted} once it was interrupted, however the work ended; else what the work throws
 */
export function untilInterrupted<T>(cell: Cell, work: Promise<T>, interrupted: () => boolean): Promise<T> {
  const { signal } = cell.abort;
  const done = work.then(
    (value) => {
      if (interrupted()) throw new KernelInterrupted();
      return value;
    },
    (error: unknown) => {
      throw signal.aborted ? signal.reason : error;
    },
  );
  const cut = new Promise<never>((_, reject) => {
    const giveUp = (): void => reject(signal.reason as Error);
    if (signal.aborted) giveUp();
    else signal.addEventListener("abort", () => setTimeout(giveUp, patienceMs), { once: true });
  });
  // whichever loses the race may still reject, and nobody listens to it
  for (const promise of [done, cut]) promise.catch(() => undefined);
  return Promise.race([done, cut]);
}
