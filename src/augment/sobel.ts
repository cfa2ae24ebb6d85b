import { tf } from "../engine/tf";
import { bernoulli } from "../random/bernoulli";
import { checkProbability } from "./check";
import { onPlanes } from "./onPlanes";
import { sobelMagnitudeOfPlanes } from "./sobelMagnitude";
import type { Transform } from "./transform";

/**
 * Replaces an image by its Sobel edges, a channel at a time, with a probability; see `sobelMagnitude`.
 * @paper arXiv 2002.05709v3, figures 4 and 5, "Sobel filtering", and table 3; the paper does not say how the response becomes an image, and
 *   the released code has no such filter: the magnitude, scaled so that a straight edge from black to white is 1, is ours
 * @param options.probability from 0 to 1. Default 1
 * @returns a transform that keeps the shape
 * @throws AugmentError `sobel: probability is 2; it must be between 0 and 1`; when the transform is used: as `sobelMagnitude`
 */
export function sobel(options: { probability?: number } = {}): Transform {
  const { probability = 1 } = options;
  checkProbability("sobel", "probability", probability);
  return (images, key) =>
    onPlanes("sobel", images, (planes) => {
      const edges = sobelMagnitudeOfPlanes("sobel", planes);
      if (probability === 1) return edges;
      return tf.where(bernoulli<tf.Rank.R4>(key, [planes.shape[0], 1, 1, 1], { probability }), edges, planes);
    });
}
