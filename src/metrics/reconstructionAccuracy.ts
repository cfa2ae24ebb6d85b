import type { tf } from "../engine/tf";
import { accuracy } from "./accuracy";
import { MetricError } from "./metricError";
import { stackedLabels } from "./stackedLabels";

export interface ReconstructionAccuracyOptions {
  /** True class of each image, `[N]`. */
  labels: ArrayLike<number>;
  /** Trained on true images: a model from `[N, H, W, 1]` to logits or probabilities `[N, K]`. */
  classifier: tf.LayersModel;
}

/**
 * Whether reconstructions still show what they should: the share that a classifier, trained on true images, puts into the class of
 * the original.
 *
 * 1/N #{n : argmax_k classifier(x̂_n)_k = y_n}
 *
 * @paper arXiv 1801.04062, table of bi-directional models, "recon. acc."; for CelebA it is of attributes.
 * @param reconstructions float32 `[N, H, W, 1]`; with more channels, images as of `stackedMnist`, each channel counts as a digit.
 * @returns a share in [0, 1]; the classifier's accuracy on the originals is the most to expect.
 * @throws MetricError `reconstructionAccuracy: 8 reconstructions but 9 labels; both need one entry an image`.
 * @cost one forward pass of the classifier for each channel.
 */
export function reconstructionAccuracy(reconstructions: tf.Tensor4D, options: ReconstructionAccuracyOptions): number {
  const { labels, classifier } = options;
  if (reconstructions.shape[0] !== labels.length)
    throw new MetricError(
      `reconstructionAccuracy: ${reconstructions.shape[0]} reconstructions but ${labels.length} labels; both need one entry an image`,
    );
  return accuracy(stackedLabels(reconstructions, classifier), labels);
}
