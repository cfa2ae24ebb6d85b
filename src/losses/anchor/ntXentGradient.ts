import { checkTemperature } from "../checks";
import { type Anchor, anchorSimilarities, type AnchorGradient, weighted } from "./anchor";

/**
 * The gradient of NT-Xent's objective by the anchor in closed form: negatives count by their share of the softmax, so that
 * the ones closest to the anchor count most.
 *
 * ∂/∂u ( uᵀv⁺/τ - log Z ) = (1 - exp(uᵀv⁺/τ)/Z) v⁺/τ - Σ_k (exp(uᵀv⁻_k/τ)/Z) v⁻_k/τ, Z = the sum of exp(uᵀv/τ) over v⁺ and all v⁻
 *
 * @paper arXiv 2002.05709v3, table 2, row NT-Xent.
 * @param of u, v⁺ and the v⁻, `[D]` each; u counts as free, its length is not kept at 1.
 * @param options.temperature τ, above 0. Default 0.5.
 * @returns the gradient of the objective, which is that of the loss with its sign changed, and the weights it is made of; the
 *   weights of the negatives add up to that of the positive.
 * @throws LossError `ntXentGradient: temperature is 0 but must be a positive number`;
 *   `ntXentGradient: there are 0 negatives; at least 1 is needed`;
 *   `ntXentGradient: negative 3 has 2 numbers but the anchor has 4; all vectors need the same length`.
 * @cost O(D · negatives), float64 in JavaScript.
 */
export function ntXentGradient(of: Anchor, { temperature = 0.5 }: { temperature?: number } = {}): AnchorGradient {
  checkTemperature("ntXentGradient", temperature);
  const { positive, negatives } = anchorSimilarities("ntXentGradient", of);
  const highest = negatives.reduce((most, s) => Math.max(most, s), positive);
  const exp = negatives.map((s) => Math.exp((s - highest) / temperature));
  const ofNegatives = exp.reduce((sum, value) => sum + value, 0);
  const z = ofNegatives + Math.exp((positive - highest) / temperature);
  return weighted(of, {
    positiveWeight: ofNegatives / z / temperature,
    negativeWeights: exp.map((value) => value / z / temperature),
  });
}
