import { KernelInterrupted } from "../language/kernelInterrupted";

/** What a stopped cell does in its `finally` may take this long. */
const graceMs = 1000;

/** Ends the code of an interrupted cell: at once, and for good when it caught that and went on. */
export class Stopper {
  readonly #now: () => number;
  #armed = false;
  #first: number | undefined;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Tells whoever listens that the cell is interrupted, by `notify`; only then may its code be ended. */
  arm(notify: () => void): void {
    notify();
    this.#armed = true;
  }

  /** @throws {KernelInterrupted} the first time, and always once the time to clean up is over */
  stop(): void {
    if (!this.#armed) return;
    const now = this.#now();
    const first = this.#first;
    this.#first ??= now;
    if (first === undefined || now - first >= graceMs) throw new KernelInterrupted();
  }
}
