import { tf } from "../engine/tf";
import { checkContrast, checkHasNegatives, checkOneOf, checkTemperature } from "./checks";
import { contrast, type ContrastOptions } from "./contrast";
import { negativeWeights, positiveSimilarities } from "./negativeWeights";

export interface NtLogisticOptions extends ContrastOptions {
  /** τ, above 0. Default 0.5. */
  temperature?: number;
  /** Only the semi-hard negative of each anchor: of those farther than the positive, the closest. Default false. */
  semiHard?: boolean;
  /** Whether an anchor's negatives count together as much as its positive, or as much each. Default "mean". */
  overNegatives?: "mean" | "sum";
}

/**
 * The normalized temperature-scaled logistic loss of pairs of views: each pair of an anchor and a candidate is classified by
 * itself as two views of one image or not.
 *
 * ℓ(i) = -log σ(s_ij / τ) - mean over negatives k of log σ(-s_ik / τ), j the other view of i; L = mean of ℓ over all 2N anchors
 *
 * @paper arXiv 2002.05709v3, tables 2 and 4, sections 5.1 and B.10. Table 2 has a single negative; the mean over negatives is
 *   the mean of the table's loss over all triples.
 * @differs the paper leaves open whether negatives are summed or averaged: `overNegatives`. Its semi-hard negatives are "within
 *   the margin", which this loss has not; here they are the farther ones than the positive, of which the closest counts. When
 *   every negative is closer than the positive, the anchor keeps its positive term only.
 * @param zA float32 `[N, D]`: the embeddings of the first views; with those of other workers at least 2 rows.
 * @param zB float32 `[N, D]`: row n is the other view of the image of row n of zA.
 * @param options.temperature τ, above 0. Default 0.5.
 * @param options.semiHard only the closest negative that is farther than the positive. Default false.
 * @param options.overNegatives "mean" or "sum". Default "mean".
 * @param options.normalize whether s is the cosine or the inner product. Default true.
 * @param options.negativesFrom "both" views of other images, or the "other" view only, as the paper's comparison. Default "both".
 * @param options.gathered all workers' embeddings, for one worker's share of the loss, see `ntXent`.
 * @returns a scalar in nats, at least 0. All s equal to 0: 2 log 2.
 * @throws LossError `ntLogistic: temperature is 0 but must be a positive number`;
 *   `ntLogistic: zA is [8, 128] but zB is [8, 64]; both views need the same shape`;
 *   `ntLogistic: there is 1 pair of views; at least 2 are needed to have negatives`;
 *   `ntLogistic: overNegatives is "all"; it must be "mean" or "sum"`.
 * @cost O(N² D); 256 pairs of width 128, with gradient and compiled: 1.7 ms on 1 core, with semi-hard negatives 2.6 ms.
 */
export function ntLogistic(zA: tf.Tensor2D, zB: tf.Tensor2D, options: NtLogisticOptions = {}): tf.Scalar {
  const { temperature = 0.5, semiHard = false, overNegatives = "mean" } = options;
  checkTemperature("ntLogistic", temperature);
  checkOneOf("ntLogistic", "overNegatives", overNegatives, ["mean", "sum"]);
  checkContrast("ntLogistic", zA, zB, options);
  checkHasNegatives("ntLogistic", zA, options);
  return tf.tidy(() => {
    const pairs = contrast(zA, zB, options);
    const positives = positiveSimilarities(pairs);
    const weights = negativeWeights(pairs, positives, { semiHard, over: overNegatives });
    // -log σ(x) is softplus(-x).
    const attraction = tf.softplus(positives.div(-temperature)).mean<tf.Scalar>();
    const repulsion = tf.softplus(pairs.similarities.div(temperature)).mul(weights).sum(1).mean<tf.Scalar>();
    return attraction.add<tf.Scalar>(repulsion).mul(pairs.share);
  });
}
