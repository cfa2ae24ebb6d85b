/**
 * What the main thread is doing, as the link thread must know it to interrupt in the right way.
 * - quiet: no cell runs, or its code is still being compiled
 * - synchronous: code that SIGINT ends
 * - signalled: such code, and a SIGINT for it is on its way
 * - asynchronous: whatever a cell does behind its first await, and the steps into and out of synchronous code
 */
export const phases = { quiet: 0, synchronous: 1, asynchronous: 2, signalled: 3 } as const;

export type Phase = keyof typeof phases;

const slots = { phase: 0, cell: 1, interrupted: 2, noticed: 3, request: 4 } as const;
/** A signal comes within microseconds of its claim; only a link thread that gets no processor takes longer. */
const signalPatienceMs = 5000;

/**
 * A few numbers that both threads see at once, even while one of them is busy.
 *
 * SIGINT is for code under V8's watch alone: as that watch begins and ends, Node has moments in which the signal would
 * end the process. Hence the link thread must claim a signal before it sends it, and synchronous code that finds
 * itself claimed does not leave before the signal has come.
 */
export class ExecutionFlags {
  readonly #view: Int32Array;

  constructor(readonly memory = new SharedArrayBuffer(Object.keys(slots).length * Int32Array.BYTES_PER_ELEMENT)) {
    this.#view = new Int32Array(memory);
  }

  /** Main thread. Synchronous code is entered from within the watch and left by `leave`. */
  enter(phase: Exclude<Phase, "signalled">): void {
    Atomics.store(this.#view, slots.phase, phases[phase]);
  }

  /** Main thread, the last step of synchronous code: a signal that is on its way ends it here. */
  leave(): void {
    const before = Atomics.compareExchange(this.#view, slots.phase, phases.synchronous, phases.asynchronous);
    if (before === phases.signalled) Atomics.wait(this.#view, slots.phase, phases.signalled, signalPatienceMs);
  }

  /** Main thread: `body` is not ended by a signal, whatever called it. It must be short and wait for nobody. */
  shielded(body: () => void): void {
    const phase = Atomics.load(this.#view, slots.phase);
    if (phase !== phases.synchronous && phase !== phases.signalled) return body();
    this.leave();
    try {
      body();
    } finally {
      this.enter("synchronous");
    }
  }

  /** Link thread: whether there is synchronous code to end. If so, the signal must be sent, and only once. */
  claimSignal(): boolean {
    const before = Atomics.compareExchange(this.#view, slots.phase, phases.synchronous, phases.signalled);
    return before === phases.synchronous;
  }

  /** Serial number of the cell that runs, 0 between cells. */
  get cell(): number {
    return Atomics.load(this.#view, slots.cell);
  }

  set cell(serial: number) {
    Atomics.store(this.#view, slots.cell, serial);
  }

  /** Link thread: the reader wants this cell to end. */
  interrupt(cell: number): void {
    Atomics.store(this.#view, slots.interrupted, cell);
  }

  /** Whether the reader wants the running cell to end: known before any message of it can be heard. */
  get interrupted(): boolean {
    return this.cell !== 0 && Atomics.load(this.#view, slots.interrupted) === this.cell;
  }

  /**
   * Main thread: whether the code that runs may have to stop. Read without a barrier: asked in every loop. Synchronous
   * code can only be of the running cell; other code may be of one that was interrupted long ago.
   */
  get suspectsInterrupt(): boolean {
    const interrupted = this.#view[slots.interrupted];
    if (interrupted === 0) return false;
    return this.#view[slots.phase] !== phases.synchronous || interrupted === this.#view[slots.cell];
  }

  /** Main thread: the code of the running cell knows that it is to end, and is on its way out. */
  notice(): void {
    if (this.interrupted) Atomics.store(this.#view, slots.noticed, this.cell);
  }

  /** Link thread: whether the code of the running cell knows that it is to end. */
  get noticed(): boolean {
    return Atomics.load(this.#view, slots.noticed) === this.cell;
  }

  /** Number of the request that the main thread has not answered, 0 when there is none: its cell may not have begun. */
  get request(): number {
    return Atomics.load(this.#view, slots.request);
  }

  set request(id: number) {
    Atomics.store(this.#view, slots.request, id);
  }
}
