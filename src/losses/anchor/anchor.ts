import { LossError } from "../lossError";

/** An anchor with its positive and its negatives, as plain numbers. In the paper all are of length 1; here they may be of any. */
export interface Anchor {
  /** u `[D]`. */
  anchor: ArrayLike<number>;
  /** v⁺ `[D]`. */
  positive: ArrayLike<number>;
  /** v⁻, at least one, each `[D]`. */
  negatives: readonly ArrayLike<number>[];
}

/** What an anchor is moved by to make the loss smaller, in parts. */
export interface AnchorGradient {
  /** float64 `[D]`: ∂(-ℓ)/∂u = positiveWeight · v⁺ - Σ_k negativeWeights_k · v⁻_k. */
  gradient: number[];
  /** At least 0. */
  positiveWeight: number;
  /** One for each negative, at least 0. */
  negativeWeights: number[];
}

/** uᵀv⁺ and uᵀv⁻ of each negative. */
export interface AnchorSimilarities {
  positive: number;
  negatives: number[];
}

/** @throws LossError in the name of `who`, when there are no negatives or the vectors are not of one length. */
export function anchorSimilarities(who: string, { anchor, positive, negatives }: Anchor): AnchorSimilarities {
  if (negatives.length === 0) throw new LossError(`${who}: there are 0 negatives; at least 1 is needed`);
  const inner = (name: string, v: ArrayLike<number>): number => {
    if (v.length !== anchor.length || v.length === 0)
      throw new LossError(
        `${who}: ${name} has ${v.length} numbers but the anchor has ${anchor.length}; all vectors need the same length`,
      );
    let sum = 0;
    for (let d = 0; d < v.length; d++) sum += anchor[d] * v[d];
    return sum;
  };
  return { positive: inner("the positive", positive), negatives: negatives.map((v, k) => inner(`negative ${k}`, v)) };
}

/** The gradient that the weights make. */
export function weighted({ positive, negatives }: Anchor, weights: Omit<AnchorGradient, "gradient">): AnchorGradient {
  const { positiveWeight, negativeWeights } = weights;
  const gradient = Array.from(positive, (value, d) =>
    negatives.reduce((sum, v, k) => sum - negativeWeights[k] * v[d], positiveWeight * value),
  );
  return { gradient, positiveWeight, negativeWeights };
}

/** σ(x) = 1 / (1 + e⁻ˣ), for x of any size. */
export function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}
