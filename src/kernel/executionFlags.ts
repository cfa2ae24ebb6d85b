/** What the main thread is doing, as the protocol thread must know it to interrupt in the right way. */
export const phases = { quiet: 0, synchronous: 1, asynchronous: 2 } as const;

export type Phase = keyof typeof phases;

const slots = { phase: 0, cell: 1 } as const;
const names: readonly Phase[] = ["quiet", "synchronous", "asynchronous"];

/** A few numbers that both threads see at once, even while one of them is busy. */
export class ExecutionFlags {
  readonly #view: Int32Array;

  constructor(readonly memory = new SharedArrayBuffer(Object.keys(slots).length * Int32Array.BYTES_PER_ELEMENT)) {
    this.#view = new Int32Array(memory);
  }

  get phase(): Phase {
    return names[Atomics.load(this.#view, slots.phase)] ?? "quiet";
  }

  set phase(phase: Phase) {
    Atomics.store(this.#view, slots.phase, phases[phase]);
  }

  /** Serial number of the cell that runs, 0 between cells. */
  get cell(): number {
    return Atomics.load(this.#view, slots.cell);
  }

  set cell(serial: number) {
    Atomics.store(this.#view, slots.cell, serial);
  }
}
