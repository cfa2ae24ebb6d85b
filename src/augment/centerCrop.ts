import { tf } from "../engine/tf";
import { checkNumber } from "./check";
import { cropPlanes, type Interpolation } from "./crop";
import { onPlanes } from "./onPlanes";

export interface CenterCropOptions {
  /** Height and width of the result, pixels. Default: those of the images. */
  size?: readonly [height: number, width: number];
  /** Share of the side that is cut less, above 0 and up to 1. Default 0.875. */
  proportion?: number;
  /** See `crop`. Default "bilinear"; the paper's is "bicubic". */
  interpolation?: Interpolation;
}

/**
 * Cuts the middle out of each image, with the aspect ratio of the result, and resizes it: how large images are evaluated.
 *
 * With r = width / height of the result, the cut is p H high and p r H wide, or, in an image narrower than r, p W wide and p W / r high, in
 * whole pixels. Of an odd number of pixels that are left over, one more is cut at the top and the left.
 *
 * @paper arXiv 2002.05709v3, appendix B.6; proportion and rounding are the authors' code's.
 * @differs see `crop`
 * @param images float32 `[N, H, W, C]` in [0, 1]
 * @returns float32 `[N, size, size, C]` in [0, 1]
 * @throws AugmentError `centerCrop: proportion is 2; it must be between 0.01 and 1`
 * @cost that of `crop`
 */
export function centerCrop(images: tf.Tensor4D, options: CenterCropOptions = {}): tf.Tensor4D {
  const { proportion = 0.875, interpolation } = options;
  checkNumber("centerCrop", "proportion", proportion, { from: 0.01, to: 1 });
  return onPlanes("centerCrop", images, (planes) => {
    const [count, , height, width] = planes.shape;
    const size = options.size ?? [height, width];
    const box = centralBox([height, width], size[1] / size[0], proportion);
    return cropPlanes(planes, { boxes: tf.tile(tf.tensor2d([box]), [count, 1]), size, interpolation });
  });
}

/** Top, left, height and width of the cut; the images are not smaller than a pixel. */
function centralBox([height, width]: [number, number], ratio: number, proportion: number): number[] {
  const wider = ratio > width / height;
  const cut = wider
    ? [(proportion * width) / ratio, proportion * width]
    : [proportion * height, proportion * ratio * height];
  const [cutHeight, cutWidth] = cut.map((side) => Math.max(1, roundHalfEven(side)));
  return [Math.ceil((height - cutHeight) / 2), Math.ceil((width - cutWidth) / 2), cutHeight, cutWidth];
}

/** As TensorFlow's rint. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
