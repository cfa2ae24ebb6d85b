import type { CellScores } from "./critics";

/** Steps of the logarithm of s, in which the trapezoidal rule of these integrands is exact to a double; and where they begin. */
const [step, first] = [0.25, -38];

/** What is too small to count in a double. */
const negligible = 1e-18;

/** The share of each batch in a moving average, the newest last: (1 - a)^age, normalized. */
export function sharesOf(rate: number, batches: number): number[] {
  const weights = Array.from({ length: batches }, (_, n) => (1 - rate) ** (batches - 1 - n));
  const total = weights.reduce((sum, weight) => sum + weight);
  return weights.map((weight) => weight / total);
}

/**
 * The mean, over all that batches may draw, of the slopes by the scores of the newest batch's critic that a moving average gives:
 *
 * E[ (1/B) Σ_i 1{cell_i = c} exp T(c) / m ], m = Σ_j w_j mean exp T_j of batch j
 *
 * A ratio has no simple expectation, but 1/m = ∫ exp(-s m) ds from 0 on. Under the integral everything is a product over
 * independent draws, of which one each of B in batch j has the mean φ_j(s) = Σ_c q(c) exp(-s w_j exp T_j(c) / B): one integral in
 * one dimension for any number of batches of any size.
 *
 * @param critics of each batch, the newest last
 */
export function expectedSlopes(
  marginal: readonly number[],
  critics: readonly CellScores[],
  { rate, batchSize }: { rate: number; batchSize: number },
): number[] {
  const batches = sharesOf(rate, critics.length)
    .map((share, n) => ({ share, terms: critics[n].map((score) => (share / batchSize) * Math.exp(score)) }))
    .filter(({ share }) => share > negligible);
  const newest = batches[batches.length - 1];
  const expectedAverage = batches.reduce((sum, { terms }) => sum + batchSize * weighted(marginal, terms), 0);
  const slopes = marginal.map(() => 0);
  for (let logS = first, least = Infinity; least > negligible; logS += step) {
    const s = Math.exp(logS) / expectedAverage;
    let logOthers = 0;
    for (const batch of batches)
      logOthers += (batch === newest ? batchSize - 1 : batchSize) * Math.log(transform(marginal, batch.terms, s));
    const common = step * s * Math.exp(logOthers) * (batchSize / newest.share);
    let added = 0;
    for (let cell = 0; cell < slopes.length; cell++) {
      const term = common * marginal[cell] * newest.terms[cell] * Math.exp(-s * newest.terms[cell]);
      slopes[cell] += term;
      added += term;
    }
    // It rises up to s = 1 / E[m] and falls from there on.
    if (logS > 0) least = added;
  }
  return slopes;
}

function transform(marginal: readonly number[], terms: readonly number[], s: number): number {
  let sum = 0;
  for (let cell = 0; cell < terms.length; cell++) sum += marginal[cell] * Math.exp(-s * terms[cell]);
  return sum;
}

function weighted(weights: readonly number[], values: readonly number[]): number {
  return weights.reduce((sum, weight, n) => sum + weight * values[n], 0);
}
