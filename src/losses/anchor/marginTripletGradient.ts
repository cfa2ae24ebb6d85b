import { checkMargin } from "../checks";
import { type Anchor, anchorSimilarities, type AnchorGradient, weighted } from "./anchor";

/**
 * The gradient of the margin loss's objective by the anchor in closed form: every negative within the margin counts the same.
 *
 * ∂/∂u ( -mean_k max(uᵀv⁻_k - uᵀv⁺ + m, 0) ) = mean over k of ( v⁺ - v⁻_k if uᵀv⁺ - uᵀv⁻_k < m, else 0 )
 *
 * @paper arXiv 2002.05709v3, table 2, row margin triplet, which has a single negative.
 * @param of u, v⁺ and the v⁻, `[D]` each; u counts as free, its length is not kept at 1.
 * @param options.margin m, at least 0. Default 0.8.
 * @returns the gradient of the objective, which is that of the loss with its sign changed, and the weights it is made of; the
 *   weights of the negatives add up to that of the positive.
 * @throws LossError `marginTripletGradient: margin is -1; it must be a number from 0`;
 *   `marginTripletGradient: there are 0 negatives; at least 1 is needed`;
 *   `marginTripletGradient: negative 3 has 2 numbers but the anchor has 4; all vectors need the same length`.
 * @cost O(D · negatives), float64 in JavaScript.
 */
export function marginTripletGradient(of: Anchor, { margin = 0.8 }: { margin?: number } = {}): AnchorGradient {
  checkMargin("marginTripletGradient", margin);
  const { positive, negatives } = anchorSimilarities("marginTripletGradient", of);
  const negativeWeights = negatives.map((s) => (positive - s < margin ? 1 / negatives.length : 0));
  return weighted(of, { positiveWeight: negativeWeights.reduce((sum, w) => sum + w, 0), negativeWeights });
}
