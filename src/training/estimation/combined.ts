import type { EstimateFold } from "./crossFit";

export interface Measured {
  miNats: number;
  standardErrorNats: number;
}

/**
 * The mean over all pairs of what critics are worth on the pairs that they did not know. Its error is what the choice of the pairs
 * makes of it, or what the critics differ by, whichever is more: the first does not know that another critic would differ.
 */
export function combined(folds: readonly EstimateFold[]): Measured {
  const pairs = sumOf(folds, (fold) => fold.pairs);
  const miNats = sumOf(folds, (fold) => (fold.pairs / pairs) * fold.heldOutNats);
  const within = Math.sqrt(sumOf(folds, (fold) => ((fold.pairs / pairs) * fold.standardErrorNats) ** 2));
  const between = Math.sqrt(
    sumOf(folds, (fold) => (fold.heldOutNats - miNats) ** 2) / (folds.length * (folds.length - 1)),
  );
  return { miNats, standardErrorNats: Math.max(within, between) };
}

/**
 * What may be told of a quantity that is never below 0: the nearest such value, and 95% around that. Around the measured one the
 * interval might end below 0 altogether.
 */
export function fromZero({ miNats, standardErrorNats }: Measured): { nats: number; interval: [number, number] } {
  const nats = Math.max(0, miNats);
  const half = 1.959963984540054 * standardErrorNats;
  return { nats, interval: [Math.max(0, nats - half), nats + half] };
}

function sumOf(folds: readonly EstimateFold[], value: (fold: EstimateFold) => number): number {
  return folds.reduce((sum, fold) => sum + value(fold), 0);
}
