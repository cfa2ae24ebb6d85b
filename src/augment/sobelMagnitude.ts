import { tf } from "../engine/tf";
import { AugmentError } from "./augmentError";
import { batchMatMul } from "./batchMatMul";
import { clipToUnit } from "./clipToUnit";
import { filterMatrices } from "./filterMatrices";
import { onPlanes, type Planes } from "./onPlanes";

/**
 * The strength of the edges in each channel: min(1, √(g_x² + g_y²) / 4), with g_x the sum of (1, 2, 1)ᵀ (-1, 0, 1) around a pixel
 * and g_y that of its transpose. A straight edge from 0 to 1 along an axis gives 1 on both sides of it; only corners are
 * clipped (√20 / 4 at most). The image is reflected at its borders.
 *
 * The two sums are S_y · X · D_xᵀ and D_y · X · S_xᵀ with four matrices.
 *
 * @param images float32 `[N, H, W, C]` in [0, 1], at least 2 x 2 pixels
 * @returns float32 `[N, H, W, C]` in [0, 1]
 * @throws AugmentError `sobelMagnitude: the images are 1 x 5 pixels; they must be at least 2 x 2`
 */
export function sobelMagnitude(images: tf.Tensor4D): tf.Tensor4D {
  return onPlanes("sobelMagnitude", images, (planes) => sobelMagnitudeOfPlanes("sobelMagnitude", planes));
}

/** `sobelMagnitude` on planes, in the name of `asker`. */
export function sobelMagnitudeOfPlanes(asker: string, planes: Planes): Planes {
  const [, , height, width] = planes.shape;
  if (height < 2 || width < 2)
    throw new AugmentError(`${asker}: the images are ${height} x ${width} pixels; they must be at least 2 x 2`);
  return tf.tidy(() => {
    const smooth = tf.tensor2d([0.25, 0.5, 0.25], [1, 3]);
    const difference = tf.tensor2d([-1, 0, 1], [1, 3]);
    const filter = (vertical: tf.Tensor2D, horizontal: tf.Tensor2D): Planes => {
      const filteredColumns = batchMatMul(filterMatrices(vertical, height), planes);
      return batchMatMul(filteredColumns, filterMatrices(horizontal, width), { transposeB: true });
    };
    const across = filter(smooth, difference);
    const down = filter(difference, smooth);
    return clipToUnit(across.square().add<Planes>(down.square()).sqrt());
  });
}
