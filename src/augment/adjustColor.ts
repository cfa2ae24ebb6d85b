import { tf } from "../engine/tf";
import { adjustHueOfPlanes } from "./adjustHue";
import { batchMatMul } from "./batchMatMul";
import { clipToUnit } from "./clipToUnit";
import { luma } from "./luma";
import { onColorPlanes, type Planes } from "./onPlanes";

export interface ColorAdjustment {
  /** float32 `[N, 3]`: factors of brightness, contrast and saturation, from 0; 1 changes nothing. */
  factors: tf.Tensor2D;
  /** float32 `[N]`, hue in turns; 0 changes nothing. */
  hue: tf.Tensor1D;
  /** int32 `[N, 3]` or `[1, 3]`: which of brightness (0), contrast (1) and saturation (2) comes first, second, third. */
  order: tf.Tensor2D;
}

/**
 * Changes brightness, contrast and saturation of each image in its own order, then the hue; clips to [0, 1] after each.
 *
 * Each of the three moves a pixel x away from (factor f > 1) or towards (f < 1) a base: f · x + (1 - f) · base. The base is
 * black for brightness, the image's mean grey for contrast, the pixel's grey for saturation. So a step is one 3 x 3 matrix
 * and one offset an image, whatever its place in the order.
 *
 * @param images float32 `[N, H, W, 3]` in [0, 1]
 * @returns float32 `[N, H, W, 3]` in [0, 1]
 * @throws AugmentError when the images are not float32 `[N, H, W, 3]`
 */
export function adjustColor(images: tf.Tensor4D, adjustment: ColorAdjustment): tf.Tensor4D {
  return onColorPlanes("adjustColor", images, (planes) => adjustColorOfPlanes(planes, adjustment));
}

/** `adjustColor` on planes. */
export function adjustColorOfPlanes(planes: Planes, { factors, hue, order }: ColorAdjustment): Planes {
  return tf.tidy(() => {
    const [count, , height, width] = planes.shape;
    const chosen = tf.oneHot(order, 3).toFloat(); // [N, step, what]
    const factor = chosen.mul(factors.expandDims(1)).sum(2, true); // [N, step, 1]
    const [, isContrast, isSaturation] = tf.split(chosen, 3, 2);
    const toBase = tf.sub(1, factor);
    const matrices = tf.unstack(
      factor
        .expandDims(3)
        .mul(tf.eye(3))
        .add(
          toBase
            .mul(isSaturation)
            .expandDims(3)
            .mul(tf.tensor2d([...luma], [1, 3])),
        ),
      1,
    ); // [N, 3, 3] a step
    const offsets = tf.unstack(toBase.mul(isContrast).mul(tf.tensor1d([...luma])), 1); // [N, 3] a step
    let pixels = planes.reshape([count, 3, height * width]);
    matrices.forEach((matrix, step) => {
      const offset = pixels.mean(2).mul(offsets[step]).sum(1).reshape([-1, 1, 1]);
      pixels = clipToUnit(batchMatMul<tf.Tensor3D>(matrix, pixels).add(offset));
    });
    return adjustHueOfPlanes(pixels.reshape([count, 3, height, width]), hue);
  });
}
