import assert from "node:assert/strict";
import type { Judgement, Outcome } from "../../../../src/ledger/verdict";

export interface Counts extends Record<Outcome, number> {
  trials: number;
}

/** How often a judge says what of simulated data. */
export function outcomes(trials: number, judge: () => Judgement): Counts {
  const counts: Counts = { holds: 0, refuted: 0, notVisible: 0, trials };
  for (let trial = 0; trial < trials; trial++) counts[judge().outcome]++;
  return counts;
}

/**
 * The counts that so many trials of probability p stay within, but for one in 10,000 on either side: summed from the
 * binomial probabilities themselves.
 */
export function binomialLimits(trials: number, p: number): [fewest: number, most: number] {
  const beyond = 1e-4;
  const probabilities: number[] = [];
  let log = trials * Math.log1p(-p);
  for (let k = 0; k <= trials; k++) {
    probabilities.push(Math.exp(log));
    log += Math.log((trials - k) / (k + 1)) + Math.log(p / (1 - p));
  }
  let fewest = 0;
  for (let sum = probabilities[0]; sum < beyond; sum += probabilities[fewest]) fewest++;
  let most = trials;
  for (let sum = probabilities[trials]; sum < beyond; sum += probabilities[most]) most--;
  return [fewest, most];
}

/** Asserts that something happens as often as p says, within the error of the simulation. */
export function happensAt(p: number, count: number, trials: number, what: string): void {
  const [fewest, most] = binomialLimits(trials, p);
  assert.ok(
    count >= fewest && count <= most,
    `${what}: ${count} of ${trials}, but ${fewest} to ${most} are what a rate of ${p} gives`,
  );
}

/** Asserts that something happens no more often than p says, within the error of the simulation. */
export function happensAtMost(p: number, count: number, trials: number, what: string): void {
  const [, most] = binomialLimits(trials, p);
  assert.ok(count <= most, `${what}: ${count} of ${trials}, but at most ${most} are what a rate of ${p} gives`);
}
