import { displayHost } from "./displayHost";

/** Work was stopped on request: the reader interrupted the cell, or a given AbortSignal fired. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";
}

/**
 * The signal that work started now should observe: the given one, else the running cell's.
 * Long work takes it once at its start, since every cell has a signal of its own.
 */
export function interruptSignal(signal?: AbortSignal): AbortSignal | undefined {
  return signal ?? displayHost()?.signal;
}

/**
 * Throws when the signal has fired; a loop calls it once a step.
 *
 * @param who names the work in the message.
 * @param signal the signal to observe. Default: the running cell's, if there is one.
 * @throws InterruptedError `pretrain: interrupted`.
 */
export function throwIfInterrupted(who: string, signal?: AbortSignal): void {
  const observed = interruptSignal(signal);
  if (observed?.aborted) throw new InterruptedError(`${who}: interrupted`, { cause: observed.reason });
}
