import { checkPositive, checkViews, type Embeddings } from "./embeddings";
import { unitRows } from "./unitRows";

export interface AlignmentOptions {
  /** Exponent of the distance, above 0. Default 2. */
  alpha?: number;
  /** Divides each embedding by its length first. Default true. */
  normalize?: boolean;
}

/**
 * How far apart the two views of an image are: 0 when the features do not notice the augmentation.
 *
 * mean over n of ‖a_n - b_n‖^α, a and b of length 1
 *
 * @paper arXiv 2005.10242v10, section 4.1.1, equation of ℒ_align.
 * @param zA float32 `[N, D]`: the embeddings of the first views.
 * @param zB float32 `[N, D]`: row n is the other view of the image of row n of zA.
 * @param options.alpha α, above 0. Default 2.
 * @param options.normalize default true, as the paper's features are. An embedding of length 0 stays at 0.
 * @returns at least 0; of embeddings of length 1 at most 2^α, and for α = 2 it is 2 - 2 times the mean cosine.
 * @throws MetricError `alignment: alpha is 0; it must be a number above 0`;
 *   `alignment: zA is [8, 128] but zB is [8, 64]; both views need the same shape`;
 *   `alignment: row 3 of zA has the value NaN; all must be finite`.
 * @cost O(N D), float64 in JavaScript; 10,000 pairs of width 128: 0.2 s.
 */
export function alignment(zA: Embeddings, zB: Embeddings, options: AlignmentOptions = {}): number {
  const { alpha = 2, normalize = true } = options;
  checkPositive("alignment", "alpha", alpha);
  checkViews("alignment", zA, zB);
  const { rows, columns } = zA;
  const [a, b] = [zA, zB].map((z) => (normalize ? unitRows(z) : z.values));
  let total = 0;
  for (let n = 0; n < rows; n++) {
    let square = 0;
    for (let d = n * columns; d < (n + 1) * columns; d++) square += (a[d] - b[d]) ** 2;
    total += square ** (alpha / 2);
  }
  return total / rows;
}
