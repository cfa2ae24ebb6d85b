import { tf } from "../engine/tf";
import { checkContrast, checkHasNegatives, checkMargin } from "./checks";
import { contrast, type ContrastOptions } from "./contrast";
import { LossError } from "./lossError";
import { negativeWeights, positiveSimilarities } from "./negativeWeights";

export interface MarginTripletOptions extends ContrastOptions {
  /** m, at least 0; with semi-hard negatives above 0. Cosines reach from -1 to 1, so 2 asks for the impossible. Default 0.8. */
  margin?: number;
  /** Only the semi-hard negative of each anchor: of those within the margin but farther than the positive, the closest. Default false. */
  semiHard?: boolean;
}

/**
 * The margin loss of pairs of views: an anchor shall be more similar to its partner than to any other view, by a margin.
 *
 * ℓ(i) = mean over negatives k of max(s_ik - s_ij + m, 0), j the other view of i; L = mean of ℓ over all 2N anchors
 *
 * @paper arXiv 2002.05709v3, tables 2 and 4, sections 5.1 and B.10; semi-hard negatives from FaceNet, arXiv 1503.03832v3, equation 4.
 * @differs FaceNet compares squared distances, which are 2 - 2 s for unit vectors: its margin is twice ours. The paper does not say
 *   what an anchor without a semi-hard negative counts: here 0, and the mean stays one over all anchors.
 * @param zA float32 `[N, D]`: the embeddings of the first views; with those of other workers at least 2 rows.
 * @param zB float32 `[N, D]`: row n is the other view of the image of row n of zA.
 * @param options.margin m, at least 0, from the paper's grid 0, 0.4, 0.8, 1.6. Default 0.8.
 * @param options.semiHard only the closest negative k with s_ij - m < s_ik < s_ij. Default false.
 * @param options.normalize whether s is the cosine or the inner product. Default true.
 * @param options.negativesFrom "both" views of other images, or the "other" view only, as the paper's comparison. Default "both".
 * @param options.gathered all workers' embeddings, for one worker's share of the loss, see `ntXent`.
 * @returns a scalar without unit, at least 0; for cosines at most 2 + m. All embeddings equal: m.
 * @throws LossError `marginTriplet: margin is -1; it must be a number from 0`;
 *   `marginTriplet: margin is 0; semi-hard negatives lie within the margin, which must be above 0`;
 *   `marginTriplet: zA is [8, 128] but zB is [8, 64]; both views need the same shape`;
 *   `marginTriplet: there is 1 pair of views; at least 2 are needed to have negatives`.
 * @cost O(N² D); 256 pairs of width 128, with gradient and compiled: 1.6 ms on 1 core, with semi-hard negatives 2.4 ms.
 */
export function marginTriplet(zA: tf.Tensor2D, zB: tf.Tensor2D, options: MarginTripletOptions = {}): tf.Scalar {
  const { margin = 0.8, semiHard = false } = options;
  checkMargin("marginTriplet", margin);
  if (semiHard && margin === 0)
    throw new LossError("marginTriplet: margin is 0; semi-hard negatives lie within the margin, which must be above 0");
  checkContrast("marginTriplet", zA, zB, options);
  checkHasNegatives("marginTriplet", zA, options);
  return tf.tidy(() => {
    const pairs = contrast(zA, zB, options);
    const positives = positiveSimilarities(pairs);
    const weights = negativeWeights(pairs, positives, { semiHard });
    const violations = tf.relu(pairs.similarities.sub(positives).add(margin));
    return violations.mul(weights).sum(1).mean<tf.Scalar>().mul(pairs.share);
  });
}
