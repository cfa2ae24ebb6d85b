import type { EstimateFold } from "./crossFit";
import type { EstimateWarning } from "./estimateWarning";
import { stableShare } from "./stableThenCosine";

/** What an estimate's warnings are made of. */
export interface Outcome {
  method: "mine" | "ksg";
  pairs: number;
  nats: number;
  low: number;
  /** Critics; of "ksg" none. */
  folds: readonly EstimateFold[];
  /** That each critic might be trained for. */
  steps: number;
  /** The largest value that can be told, and why. */
  limit: { nats: number; reason: string };
}

/** Below these numbers of pairs the value still depends on them. */
const enough = { mine: 1000, ksg: 200 };

/** What the value, and the way there, give to worry about. */
export function valueWarnings(outcome: Outcome): EstimateWarning[] {
  const { nats, low, limit } = outcome;
  const warnings: EstimateWarning[] = [];
  if (low <= 0)
    warnings.push({
      kind: "indistinguishableFromZero",
      message: "the interval holds 0: independent data would look like this",
    });
  const few = tooFew(outcome);
  if (few !== undefined) warnings.push({ kind: "tooFewSamples", message: few });
  const gain = medianOf(outcome.folds.map((fold) => lateGain(fold, outcome.steps)));
  if (gain > 0.02 + 0.03 * nats)
    warnings.push({
      kind: "stillRising",
      message: `the value rose by ${gain.toFixed(2)} nats in the second half of the training; more steps would find more`,
    });
  if (nats > limit.nats - 1)
    warnings.push({
      kind: "ceiling",
      message: `${nats.toFixed(2)} nats are about as much as ${limit.reason} can tell, ${limit.nats.toFixed(2)}; there may be far more`,
    });
  return warnings;
}

function tooFew({ method, pairs, nats, folds }: Outcome): string | undefined {
  const known = medianOf(folds.map(({ trainNats }) => trainNats));
  if (known > nats + 0.1 + 0.25 * nats)
    return `critics find ${known.toFixed(2)} nats in the pairs that they were trained on: they learn them by heart, and the mutual information may be far above the interval; with more pairs the value would rise`;
  if (pairs < enough[method])
    return `${pairs} pairs are few for ${method === "mine" ? "critics" : "nearest neighbours"}, which want at least ${enough[method]}`;
  return undefined;
}

/**
 * What the second half of the steps at the full rate added to the best value: once the rate falls, any value settles. Nothing if
 * training ended before, since it no longer rose.
 */
function lateGain({ validation, steps: done }: EstimateFold, asked: number): number {
  if (done < asked) return 0;
  const bestUntil = (share: number): number =>
    validation.reduce((most, { steps, miNats }) => (steps <= share * done ? Math.max(most, miNats) : most), -Infinity);
  const [middle, end] = [bestUntil(stableShare / 2), bestUntil(stableShare)];
  return middle === -Infinity ? 0 : end - middle;
}

/** Of an empty list nothing. */
function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0 ? 0 : sorted[Math.floor(sorted.length / 2)];
}
