import type { Pixels } from "../golden";

/** A task that is open: warm, and with the proof that it computes what the others do. */
export interface Session {
  facts: Facts;
  /** Runs this many steps and returns their time, in ms. */
  run(steps: number): number;
}

export interface Facts {
  /** Losses of the first three steps. */
  losses?: number[];
  /** From before `compile` to the result of the first call. */
  firstCallMs?: number;
  /** Of augmented views. */
  pixels?: Pixels;
}

/** The time of a piece of work, in ms. */
export function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
