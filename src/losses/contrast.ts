import { tf } from "../engine/tf";

/** Whom a pair of views is contrasted with: options of every loss over pairs of views. */
export interface ContrastOptions {
  /** Divides each embedding by its length first, so that similarities are cosines. Default true, as in the paper. */
  normalize?: boolean;
  /**
   * "both": the negatives of an anchor are both views of all other images, 2N - 2. "other": only the views of the other kind,
   * N - 1: an anchor of zA is contrasted with rows of zB and the other way round. Default "both".
   */
  negativesFrom?: "both" | "other";
  /** The embeddings of all workers, when zA and zB are one worker's part of the batch. */
  gathered?: Gathered;
}

/**
 * The embeddings of the whole batch on one of several workers. A gather that is differentiated has to send gradients back:
 * each worker gets the sum of what all of them have for its rows.
 */
export interface Gathered {
  /** float32 `[M, D]`: zA of all workers one after the other. */
  zA: tf.Tensor2D;
  /** float32 `[M, D]`: zB of all workers in the same order. */
  zB: tf.Tensor2D;
  /** Row of both where this worker's begin. */
  offset: number;
}

/** Every anchor, first those of zA and then those of zB, against every candidate. */
export interface Contrast {
  /** float32 `[2N, C]`: s, not divided by a temperature. */
  similarities: tf.Tensor2D;
  /** int32 `[2N]`: the candidate that is the anchor's other view. */
  partners: tf.Tensor1D;
  /** int32 `[2N]`: the candidate that is the anchor itself; none of them is when negatives come from the other view only. */
  selves?: tf.Tensor1D;
  /** N / M: what the mean over this worker's anchors counts for in that over all anchors. */
  share: number;
}

/** The similarities of two views, to be called in a `tidy` with what `checkContrast` let pass. */
export function contrast(zA: tf.Tensor2D, zB: tf.Tensor2D, options: ContrastOptions): Contrast {
  const { normalize = true, negativesFrom = "both", gathered } = options;
  const n = zA.shape[0];
  const { zA: allA, zB: allB, offset } = gathered ?? { zA, zB, offset: 0 };
  const m = allA.shape[0];
  const anchors = unit(tf.concat2d([zA, zB], 0), normalize);
  const candidates = gathered ? unit(tf.concat2d([allA, allB], 0), normalize) : anchors;
  const first = tf.range(offset, offset + n, 1, "int32");
  const share = n / m;
  if (negativesFrom === "both") {
    const second = tf.range(m + offset, m + offset + n, 1, "int32");
    return {
      similarities: tf.matMul(anchors, candidates, false, true),
      partners: tf.concat1d([second, first]),
      selves: tf.concat1d([first, second]),
      share,
    };
  }
  const [anchorsA, anchorsB] = tf.split<tf.Tensor2D>(anchors, 2);
  const [candidatesA, candidatesB] = tf.split<tf.Tensor2D>(candidates, 2);
  const ofA = tf.matMul<tf.Tensor2D>(anchorsA, candidatesB, false, true);
  const ofB = tf.matMul<tf.Tensor2D>(anchorsB, candidatesA, false, true);
  return { similarities: tf.concat2d([ofA, ofB], 0), partners: tf.concat1d([first, first]), share };
}

/** Similarities as logits of "which candidate is the partner": divided by τ, the anchor itself taken out. */
export function contrastLogits({ similarities, selves }: Contrast, temperature: number): tf.Tensor2D {
  const scaled = similarities.div<tf.Tensor2D>(temperature);
  // Takes each view out of its own row: exp(-∞) is 0, and so is its share of the gradient.
  return selves ? scaled.sub(tf.oneHot(selves, similarities.shape[1], Infinity, 0, "float32")) : scaled;
}

function unit(z: tf.Tensor2D, normalize: boolean): tf.Tensor2D {
  // The maximum keeps an embedding of length 0 at 0 with a finite gradient.
  return normalize ? z.mul(z.square().sum(1, true).maximum(1e-12).rsqrt()) : z;
}
