import { tf } from "../engine/tf";
import type { Key } from "../random/key";
import { uniform } from "../random/uniform";
import { onPlanes } from "./onPlanes";
import { rotateQuartersOfPlanes } from "./rotateQuarters";
import type { Transform } from "./transform";

/**
 * Rotates each image by 0, 90, 180 or 270 degrees, each with probability 1/4; see `rotateQuarters`.
 * @paper arXiv 2002.05709v3, figures 4 and 5, "Rotate"
 * @returns a transform of square images that keeps the shape
 * @throws AugmentError when the transform is used: `rotate: the images are 4 x 6 pixels; they must be square`
 */
export function rotate(): Transform {
  return (images, key) =>
    onPlanes("rotate", images, (planes) =>
      rotateQuartersOfPlanes("rotate", planes, sampleQuarters(key, images.shape[0])),
    );
}

/** Draws a number of quarter turns for each of `count` images, int32 `[N]`, 0 to 3. */
export function sampleQuarters(key: Key, count: number): tf.Tensor1D {
  return tf.tidy(() => uniform<tf.Rank.R1>(key, [count]).mul<tf.Tensor1D>(4).floor().toInt());
}
