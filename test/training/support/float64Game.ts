import { finiteDifferences } from "../../support/finiteDifferences";

/** Plain arithmetic of an adversarial game, in float64, with gradients by finite differences: nothing of the engine. */

export const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length;
export const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
export const length = (list: readonly number[]): number => Math.sqrt(list.reduce((sum, x) => sum + x * x, 0));
export const rowsOf = (flat: readonly number[], width: number): number[][] =>
  Array.from({ length: flat.length / width }, (_, n) => flat.slice(n * width, (n + 1) * width));
export const shifted = <T>(list: readonly T[]): T[] => [...list.slice(1), list[0]];

/** Cross-entropy of a logit with a target. */
export const entropyWith = (target: number, logits: readonly number[]): number =>
  mean(logits.map((logit) => target * softplus(-logit) + (1 - target) * softplus(logit)));

/** Steps against the slope of a loss. */
export function descend(weights: number[], loss: (weights: number[]) => number, rate: number): number[] {
  const gradient = finiteDifferences(loss, weights);
  return weights.map((weight, i) => weight - rate * gradient[i]);
}

/** The moving average of E[exp T]. */
export class Average {
  #weight = 0;
  #value = 0;
  constructor(readonly rate: number) {}
  take(batch: number): number {
    this.#weight = (1 - this.rate) * this.#weight + this.rate;
    this.#value += (this.rate / this.#weight) * (batch - this.#value);
    return this.#value;
  }
}

export const boundOf = (joint: number[], marginal: number[]): number =>
  mean(joint) - Math.log(mean(marginal.map(Math.exp)));

/** g_u + min(|g_u|, |g_m|) g_m / |g_m|, or the plain sum. */
export function combine(game: number[], information: number[], clipped: boolean): number[] {
  const scale = clipped ? Math.min(length(game), length(information)) / length(information) : 1;
  return game.map((g, i) => g + scale * information[i]);
}
