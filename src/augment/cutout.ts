import { tf } from "../engine/tf";
import { bernoulli } from "../random/bernoulli";
import type { Key } from "../random/key";
import { split } from "../random/split";
import { uniform } from "../random/uniform";
import { checkNumber, checkProbability } from "./check";
import { erasePlanes } from "./erase";
import { onPlanes } from "./onPlanes";
import type { Transform } from "./transform";

export interface CutoutOptions {
  /** Side of the patch as a share of the image's shorter side, from 0 to 1. Default 0.5, which is 16 pixels of a CIFAR image. */
  size?: number;
  /** The value the patch takes, from 0 (black) to 1. Default 0.5, grey. */
  fill?: number;
  /** Probability that an image loses a patch. Default 1. */
  probability?: number;
}

/**
 * Sets a square patch at a random place to grey. The centre of the patch is uniform over the image's pixels, so the patch may
 * reach beyond its border, where nothing is lost.
 * @paper arXiv 2002.05709v3, figures 4 and 5, "Cutout", which names no sizes; place and size are those of arXiv 1708.04552v2 for CIFAR-10
 * @returns a transform that keeps the shape
 * @throws AugmentError `cutout: size is 2; it must be between 0 and 1`, and so for the other numbers
 */
export function cutout(options: CutoutOptions = {}): Transform {
  const { size = 0.5, fill = 0.5, probability = 1 } = options;
  checkNumber("cutout", "size", size, { from: 0, to: 1 });
  checkNumber("cutout", "fill", fill, { from: 0, to: 1 });
  checkProbability("cutout", "probability", probability);
  return (images, key) =>
    onPlanes("cutout", images, (planes) => {
      const [count, , height, width] = planes.shape;
      const side = Math.round(size * Math.min(height, width));
      const corners = sampleCorners(key, { count, imageSize: [height, width], side, probability });
      return erasePlanes(planes, { corners, side, fill });
    });
}

export interface SampleCornersOptions {
  /** N, corners to draw. */
  count: number;
  /** Height and width of the images, pixels. */
  imageSize: readonly [height: number, width: number];
  /** Side of the patch, pixels. */
  side: number;
  /** Probability that a patch touches the image at all. */
  probability: number;
}

/** Draws top and left of `count` patches, float32 `[N, 2]`, whole pixels; wholly above the image where it keeps all. */
export function sampleCorners(key: Key, { count, imageSize, side, probability }: SampleCornersOptions): tf.Tensor2D {
  return tf.tidy(() => {
    const [placeKey, applyKey] = split(key);
    const centers = uniform<tf.Rank.R2>(placeKey, [count, 2])
      .mul(tf.tensor1d([...imageSize]))
      .floor();
    const corners = centers.sub<tf.Tensor2D>(Math.floor(side / 2));
    const applied = bernoulli<tf.Rank.R2>(applyKey, [count, 1], { probability });
    return tf.where(applied, corners, -side);
  });
}
