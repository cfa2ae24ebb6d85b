import { tf } from "../engine/tf";
import { contrast, type Contrast, type ContrastOptions } from "../losses/contrast";
import { checkViews, type Embeddings } from "./embeddings";
import { MetricError } from "./metricError";

/** Whom an anchor is compared with, as in the losses. */
export type CandidateOptions = Pick<ContrastOptions, "normalize" | "negativesFrom">;

/** Pairs whose similarities with all views are held at once: 1,000 anchors. */
const chunk = 500;

/**
 * The mean over all 2N anchors of what `total` adds up over some of them. Memory grows with N, not with its square.
 * @throws MetricError in the name of `who`, when the views do not fit or `negativesFrom` is another word.
 */
export function meanOverAnchors(
  who: string,
  zA: Embeddings,
  zB: Embeddings,
  { normalize = true, negativesFrom = "both" }: CandidateOptions,
  total: (pairs: Contrast) => tf.Tensor,
): number {
  checkViews(who, zA, zB);
  if (!["both", "other"].includes(negativesFrom))
    throw new MetricError(`${who}: negativesFrom is ${JSON.stringify(negativesFrom)}; it must be "both" or "other"`);
  const [a, b] = [zA, zB].map(({ values, rows, columns }) => tf.tensor2d(values, [rows, columns]));
  try {
    let sum = 0;
    for (let offset = 0; offset < zA.rows; offset += chunk) {
      const size = Math.min(chunk, zA.rows - offset);
      // As one of several workers sees the batch.
      const gathered = { zA: a, zB: b, offset };
      const part = (z: tf.Tensor2D): tf.Tensor2D => z.slice<tf.Tensor2D>(offset, size);
      const ofChunk = tf.tidy(() => total(contrast(part(a), part(b), { normalize, negativesFrom, gathered })));
      sum += ofChunk.dataSync()[0];
      ofChunk.dispose();
    }
    return sum / (2 * zA.rows);
  } finally {
    tf.dispose([a, b]);
  }
}
