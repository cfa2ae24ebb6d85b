import { tf } from "../engine/tf";
import { bernoulli } from "../random/bernoulli";
import { checkProbability } from "./check";
import { onPlanes } from "./onPlanes";
import type { Transform } from "./transform";

/**
 * Mirrors each image left to right with a probability.
 * @paper arXiv 2002.05709v3, appendix A
 * @param options.probability from 0 to 1. Default 0.5
 * @returns a transform that keeps the shape
 * @throws AugmentError `horizontalFlip: probability is 2; it must be between 0 and 1`
 */
export function horizontalFlip(options: { probability?: number } = {}): Transform {
  const { probability = 0.5 } = options;
  checkProbability("horizontalFlip", "probability", probability);
  return (images, key) =>
    onPlanes("horizontalFlip", images, (planes) => {
      const mirrored = bernoulli<tf.Rank.R4>(key, [planes.shape[0], 1, 1, 1], { probability });
      return tf.where(mirrored, tf.reverse(planes, 3), planes);
    });
}
