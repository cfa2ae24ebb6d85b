import { op } from "../engine/op";
import { tf } from "../engine/tf";
import { onPlanes, type Planes } from "./onPlanes";

export interface EraseOptions {
  /** float32 `[N, 2]`: top and left of each image's patch, pixels; it may lie partly or wholly outside the image. */
  corners: tf.Tensor2D;
  /** Side of the patch, pixels; 0 changes nothing. */
  side: number;
  /** The value the patch takes in every channel. */
  fill: number;
}

/**
 * Sets a square patch of each image to one value: pixel (i, j) where top <= i < top + side and left <= j < left + side.
 * @param images float32 `[N, H, W, C]`
 * @returns float32 `[N, H, W, C]`; outside the patch bit for bit the images
 * @throws AugmentError when the images are not float32 of rank 4
 */
export function erase(images: tf.Tensor4D, options: EraseOptions): tf.Tensor4D {
  return onPlanes("erase", images, (planes) => erasePlanes(planes, options));
}

/** `erase` on planes. */
export function erasePlanes(planes: Planes, { corners, side, fill }: EraseOptions): Planes {
  return tf.tidy(() => {
    const [, , height, width] = planes.shape;
    const [top, left] = tf.split(corners, 2, 1); // [N, 1] each
    const rows = inside(top, { size: height, side }).reshape([-1, 1, height, 1]);
    const columns = inside(left, { size: width, side }).reshape([-1, 1, 1, width]);
    return op<Planes>("SelectV2", [rows.logicalAnd(columns), tf.scalar(fill), planes]);
  });
}

/** Which pixels of an axis a patch covers, [N, size]. */
function inside(start: tf.Tensor, { size, side }: { size: number; side: number }): tf.Tensor {
  const steps = tf.range(0, size, 1).sub(start);
  return steps.greaterEqual(0).logicalAnd(steps.less(side));
}
