import { nativeKernels } from "../engine/nativeKernels";
import { op } from "../engine/op";
import { tf } from "../engine/tf";
import { turnPixels } from "./adjustHue";
import { batchMatMul } from "./batchMatMul";
import { clipToUnit } from "./clipToUnit";
import { luma } from "./luma";
import { onColorPlanes, type Planes } from "./onPlanes";

export interface ColorAdjustment {
  /** float32 `[N, 3]`: factors of brightness, contrast and saturation, from 0; 1 changes nothing. */
  factors: tf.Tensor2D;
  /** float32 `[N]`, hue in turns; 0 changes nothing. */
  hue: tf.Tensor1D;
  /**
   * int32 `[N, 4]`: which of brightness (0), contrast (1), saturation (2) and hue (3) comes first to fourth. Default: in this
   * order, which is cheaper.
   */
  order?: tf.Tensor2D;
}

/**
 * Changes brightness, contrast, saturation and hue of each image, in its own order; clips to [0, 1] after each.
 *
 * Each of the first three moves a pixel x away from (factor f > 1) or towards (f < 1) a base: f · x + (1 - f) · base. The base is
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
    const { beforeHue, afterHue } = linearSteps(factors, order);
    const pixels = planes.reshape<tf.Tensor3D>([count, 3, height * width]);
    const turned = turnPixels(applySteps(pixels, beforeHue), hue);
    return (afterHue === undefined ? turned : applySteps(turned, afterHue)).reshape(planes.shape);
  });
}

/** Step after step a pixel x becomes matrix · x + offset · (mean pixel of the image), clipped. */
interface LinearSteps {
  matrices: tf.Tensor; // [N, step, 3, 3]
  offsets: tf.Tensor; // [N, step, 3]
}

function applySteps(pixels: tf.Tensor3D, { matrices, offsets }: LinearSteps): tf.Tensor3D {
  if (nativeKernels()) return op<tf.Tensor3D>("ContrastbookColorSteps", [pixels, matrices, offsets]);
  const eachOffset = tf.unstack(offsets, 1);
  return tf.unstack(matrices, 1).reduce<tf.Tensor3D>((before, matrix, step) => {
    const added = before.mean(2).mul(eachOffset[step]).sum(1).reshape([-1, 1, 1]);
    return clipToUnit(batchMatMul<tf.Tensor3D>(matrix, before).add(added));
  }, pixels);
}

/**
 * An image whose hue comes k-th has k - 1 of its other steps before and the rest after. In a batch every image goes through
 * three steps before and three after, half of which have factor 1: of a clipped image they change nothing.
 */
function linearSteps(
  factors: tf.Tensor2D,
  order: tf.Tensor2D | undefined,
): { beforeHue: LinearSteps; afterHue?: LinearSteps } {
  if (order === undefined) {
    const kinds = tf.eye(3).expandDims<tf.Tensor3D>(0);
    return { beforeHue: stepsOf(kinds, tf.sub(1, factors.expandDims(2))) };
  }
  const kinds = tf.oneHot(order, 4).toFloat() as tf.Tensor3D; // [N, step, what]
  const [linear, isHue] = tf.split(kinds, [3, 1], 2);
  const toBase = linear.mul(tf.sub(1, factors).expandDims(1)).sum(2, true); // [N, step, 1]
  const hueCame = isHue.cumsum(1).slice([0, 0, 0], [-1, 3, 1]);
  const [first, last] = [0, 1].map((start) => (steps: tf.Tensor) => steps.slice([0, start, 0], [-1, 3, -1]));
  return {
    beforeHue: stepsOf(first(linear), first(toBase).mul(tf.sub(1, hueCame))),
    afterHue: stepsOf(last(linear), last(toBase).mul(hueCame)),
  };
}

/** Steps from what each is, one-hot `[N, step, 3]`, and its share of the base, 1 - f, `[N, step, 1]`. */
function stepsOf(kinds: tf.Tensor, toBase: tf.Tensor): LinearSteps {
  const [, isContrast, isSaturation] = tf.split(kinds, 3, 2);
  const grey = tf.tensor1d([...luma]);
  const matrices = tf.sub(1, toBase).expandDims(3).mul(tf.eye(3)).add(toBase.mul(isSaturation).expandDims(3).mul(grey)); // [N, step, 3, 3]
  const offsets = toBase.mul(isContrast).mul(grey);
  // Kinds that are the same for all images come once.
  const count = toBase.shape[0];
  return { matrices, offsets: offsets.tile([count / offsets.shape[0], 1, 1]) };
}
