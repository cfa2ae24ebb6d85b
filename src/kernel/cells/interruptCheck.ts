import type { ExecutionFlags } from "../executionFlags";

/** The name by which compiled cells call the check; `language` inserts the calls. */
const name = "__check";

/**
 * Defines what the code of cells calls in every loop and function and after every await, so that an interrupt ends it
 * by an error: behind an await, where no signal can, and elsewhere with its `finally` blocks, which a signal skips.
 * @param stop ends the code that calls it, by throwing, if its cell was interrupted
 * @cost 1 ns a call until the first interrupt of the kernel's life
 */
export function installInterruptCheck(flags: ExecutionFlags, stop: () => void): void {
  const check = (): void => {
    if (!flags.suspectsInterrupt) return;
    flags.notice();
    stop();
  };
  Object.defineProperty(globalThis, name, { value: check });
}
