import { tf } from "../engine/tf";
import type { Contrast } from "./contrast";
import { detached } from "../engine/detached";

/** Which negatives count in a loss that judges them one by one. */
export interface NegativeChoice {
  /**
   * Only the closest of those farther than the positive. That it lies within a margin need not be asked: if it does not, no other
   * does, and a loss with a margin gives it nothing.
   */
  semiHard: boolean;
  /** Of all negatives: their mean or their sum. */
  over?: "mean" | "sum";
}

/**
 * What each candidate counts for in an anchor's term of negatives: float32 `[2N, C]`, constant under gradients. 0 for the anchor
 * itself and its partner; of an anchor without a semi-hard negative, 0 everywhere.
 */
export function negativeWeights(
  { similarities, partners, selves }: Contrast,
  positives: tf.Tensor2D,
  { semiHard, over = "mean" }: NegativeChoice,
): tf.Tensor2D {
  const candidates = similarities.shape[1];
  const others = tf.oneHot(partners, candidates, 0, 1, "float32") as tf.Tensor2D;
  const negatives = selves ? others.sub<tf.Tensor2D>(tf.oneHot(selves, candidates, 1, 0, "float32")) : others;
  if (!semiHard) return over === "sum" ? negatives : negatives.div(candidates - (selves ? 2 : 1));
  return detached([similarities, positives], (s, positive) => {
    const allowed = negatives.mul(s.less(positive).cast("float32"));
    const closest = tf.where(allowed.cast("bool"), s, -Infinity).argMax<tf.Tensor1D>(1);
    // Where none is allowed, argMax still names one.
    return allowed.mul<tf.Tensor2D>(tf.oneHot(closest, candidates, 1, 0, "float32"));
  });
}

/** s of every anchor with its partner, `[2N, 1]`. */
export function positiveSimilarities({ similarities, partners }: Contrast): tf.Tensor2D {
  const [anchors, candidates] = similarities.shape;
  const rows = tf.range(0, anchors * candidates, candidates, "int32");
  return tf.gather(similarities.flatten(), rows.add<tf.Tensor1D>(partners)).reshape([anchors, 1]);
}
