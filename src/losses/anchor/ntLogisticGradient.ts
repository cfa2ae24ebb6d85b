import { checkOneOf, checkTemperature } from "../checks";
import { type Anchor, anchorSimilarities, type AnchorGradient, sigmoid, weighted } from "./anchor";

/**
 * The gradient of NT-Logistic's objective by the anchor in closed form: a negative counts by its own similarity alone, whatever
 * the others are.
 *
 * ∂/∂u ( log σ(uᵀv⁺/τ) + mean_k log σ(-uᵀv⁻_k/τ) ) = σ(-uᵀv⁺/τ) v⁺/τ - mean_k σ(uᵀv⁻_k/τ) v⁻_k/τ
 *
 * @paper arXiv 2002.05709v3, table 2, row NT-Logistic, which has a single negative.
 * @differs the paper leaves open whether negatives are summed or averaged: `overNegatives`, as in `ntLogistic`.
 * @param of u, v⁺ and the v⁻, `[D]` each; u counts as free, its length is not kept at 1.
 * @param options.temperature τ, above 0. Default 0.5.
 * @param options.overNegatives "mean" or "sum". Default "mean".
 * @returns the gradient of the objective, which is that of the loss with its sign changed, and the weights it is made of.
 * @throws LossError `ntLogisticGradient: temperature is 0 but must be a positive number`;
 *   `ntLogisticGradient: there are 0 negatives; at least 1 is needed`;
 *   `ntLogisticGradient: negative 3 has 2 numbers but the anchor has 4; all vectors need the same length`.
 * @cost O(D · negatives), float64 in JavaScript.
 */
export function ntLogisticGradient(
  of: Anchor,
  { temperature = 0.5, overNegatives = "mean" }: { temperature?: number; overNegatives?: "mean" | "sum" } = {},
): AnchorGradient {
  checkTemperature("ntLogisticGradient", temperature);
  checkOneOf("ntLogisticGradient", "overNegatives", overNegatives, ["mean", "sum"]);
  const { positive, negatives } = anchorSimilarities("ntLogisticGradient", of);
  const count = overNegatives === "sum" ? 1 : negatives.length;
  return weighted(of, {
    positiveWeight: sigmoid(-positive / temperature) / temperature,
    negativeWeights: negatives.map((s) => sigmoid(s / temperature) / temperature / count),
  });
}
