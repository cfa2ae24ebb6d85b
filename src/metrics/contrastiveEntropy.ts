import { tf } from "../engine/tf";
import { contrastLogits } from "../losses/contrast";
import { checkPositive, type Embeddings } from "./embeddings";
import { type CandidateOptions, meanOverAnchors } from "./overAnchors";

export interface ContrastiveEntropyOptions extends CandidateOptions {
  /** τ, above 0. Default 0.5, as `ntXent`. */
  temperature?: number;
}

/**
 * The entropy of NT-Xent's softmax: how many candidates an anchor tells apart no more, as a logarithm.
 *
 * mean over all 2N anchors i of -Σ_{k ≠ i} p_ik log p_ik, p_ik = exp(s_ik / τ) / Σ_{a ≠ i} exp(s_ia / τ)
 *
 * @paper arXiv 2002.05709v3, table 5, "entropy".
 * @differs the authors' code takes the softmax over zB for anchors of zA only; negativesFrom "other" does so in both directions.
 * @param zA float32 `[N, D]`: the embeddings of the first views.
 * @param zB float32 `[N, D]`: row n is the other view of the image of row n of zA.
 * @param options.temperature τ, above 0. Default 0.5.
 * @param options.normalize whether s is the cosine or the inner product. Default true.
 * @param options.negativesFrom candidates are "both" views of all images, or those of the "other" view. Default "both".
 * @returns nats, from 0 to log(2N - 1), or to log N with candidates from the other view.
 * @throws MetricError `contrastiveEntropy: temperature is 0; it must be a number above 0`;
 *   `contrastiveEntropy: zA is [8, 128] but zB is [8, 64]; both views need the same shape`;
 *   `contrastiveEntropy: row 3 of zA has the value NaN; all must be finite`;
 *   `contrastiveEntropy: negativesFrom is "one"; it must be "both" or "other"`.
 * @cost O(N² D), memory O(N D); 2,000 pairs of width 128: 0.16 s on 1 core.
 */
export function contrastiveEntropy(zA: Embeddings, zB: Embeddings, options: ContrastiveEntropyOptions = {}): number {
  const { temperature = 0.5 } = options;
  checkPositive("contrastiveEntropy", "temperature", temperature);
  return meanOverAnchors("contrastiveEntropy", zA, zB, options, (pairs) => {
    const logits = contrastLogits(pairs, temperature);
    const below = logits.sub(logits.max(1, true));
    const weights = below.exp();
    const z = weights.sum(1);
    // The anchor itself is at -∞, where weight times logit is 0 and not NaN; e⁻¹⁰⁰⁰ is 0 too.
    const mean = weights.mul(below.maximum(-1000)).sum(1).div(z);
    return tf.sum(z.log().sub(mean));
  });
}
