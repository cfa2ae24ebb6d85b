import { contrastLogits } from "../losses/contrast";
import type { Embeddings } from "./embeddings";
import { type CandidateOptions, meanOverAnchors } from "./overAnchors";

/**
 * The share of views whose most similar candidate is their partner: how well the contrastive task is solved.
 *
 * mean over all 2N anchors i of [ argmax_{k ≠ i} s_ik = j ], j the other view of i; of equal candidates the first counts as most similar
 *
 * @paper arXiv 2002.05709v3, table 5, "contrastive acc.".
 * @differs the authors' code compares zA with zB only, in one direction; negativesFrom "other" does so in both.
 * @param zA float32 `[N, D]`: the embeddings of the first views.
 * @param zB float32 `[N, D]`: row n is the other view of the image of row n of zA.
 * @param options.normalize whether s is the cosine or the inner product. Default true.
 * @param options.negativesFrom candidates are "both" views of all images, or those of the "other" view. Default "both".
 * @returns a share in [0, 1]; by chance 1 / (2N - 1), or 1 / N with candidates from the other view. No temperature changes it.
 * @throws MetricError `contrastiveAccuracy: zA is [8, 128] but zB is [8, 64]; both views need the same shape`;
 *   `contrastiveAccuracy: row 3 of zA has the value NaN; all must be finite`;
 *   `contrastiveAccuracy: negativesFrom is "one"; it must be "both" or "other"`.
 * @cost O(N² D), memory O(N D); 2,000 pairs of width 128: 0.1 s on 1 core.
 */
export function contrastiveAccuracy(zA: Embeddings, zB: Embeddings, options: CandidateOptions = {}): number {
  return meanOverAnchors("contrastiveAccuracy", zA, zB, options, (pairs) =>
    contrastLogits(pairs, 1).argMax(1).equal(pairs.partners).sum(),
  );
}
