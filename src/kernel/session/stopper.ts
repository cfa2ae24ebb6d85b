import { KernelInterrupted } from "../language/kernelInterrupted";

/** What a stopped cell does in its `finally` may take this long. */
const graceMs = 1000;

/** Ends the code of an interrupted cell: at once, and for good when it caught that and went on. */
export class Stopper {
  readonly #now: () => number;
  #first: number | undefined;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** @throws {KernelInterrupted} the first time, and always once the time to clean up is over */
  stop(): void {
    const now = this.#now();
    const first = this.#first;
    this.#first ??= now;
    if (first === undefined || now - first >= graceMs) throw new KernelInterrupted();
  }
}
