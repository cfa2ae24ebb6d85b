import { tf } from "../engine/tf";
import { foldIn } from "../random/foldIn";
import { split } from "../random/split";
import { colorJitterOfPlanes } from "./colorJitter";
import type { Interpolation } from "./crop";
import { gaussianBlurOfPlanes } from "./gaussianBlur";
import { onColorPlanes } from "./onPlanes";
import { randomGrayscaleOfPlanes } from "./randomGrayscale";
import { randomResizedCropOfPlanes } from "./randomResizedCrop";
import type { Transform } from "./transform";

export interface SimclrOptions {
  /** Strength s of the colour distortion, from 0 to 2.5. Default 0.5, the paper's for CIFAR-10; ImageNet takes 1. */
  strength?: number;
  /** Height and width of the views, pixels. Default: those of the images. */
  size?: readonly [height: number, width: number];
  /** Smallest and largest share of the image in a crop. Default [0.08, 1]. */
  area?: readonly [smallest: number, largest: number];
  /** Whether a view is also blurred with probability 1/2, as on ImageNet; see `gaussianBlur`. Default false, the paper's for CIFAR-10. */
  blur?: boolean;
  /** See `crop`. Default "bilinear"; the paper's is "bicubic". */
  interpolation?: Interpolation;
}

/**
 * The paper's augmentation: a random resized crop, mirrored with probability 1/2, then colour jitter with probability 0.8, then
 * grey with probability 0.2, then, if asked for, blur with probability 1/2. The defaults are those for CIFAR-10.
 * @paper arXiv 2002.05709v3, appendix A and, for CIFAR-10, section B.9
 * @differs see `sampleBoxes`, `crop` and `colorJitter`
 * @returns a transform from RGB images `[N, H, W, 3]` in [0, 1] to views `[N, size, size, 3]` in [0, 1]
 * @throws AugmentError `simclr: strength is 3; it must be between 0 and 2.5`, and so for the area
 */
export function simclr(options: SimclrOptions = {}): Transform {
  const { strength = 0.5, size, area, blur = false, interpolation } = options;
  const crop = randomResizedCropOfPlanes("simclr", { size, area, flipProbability: 0.5, interpolation });
  const jitter = colorJitterOfPlanes("simclr", { strength });
  const grayscale = randomGrayscaleOfPlanes("simclr", {});
  const blurred = gaussianBlurOfPlanes("simclr", {});
  return (images, key) =>
    tf.tidy(() => {
      const [cropKey, jitterKey, grayKey] = split(key, 3);
      return onColorPlanes("simclr", images, (planes) => {
        const view = grayscale(jitter(crop(planes, cropKey), jitterKey), grayKey);
        // A key of its own, so that the other draws are those without blur.
        return blur ? blurred(view, foldIn(key, 0)) : view;
      });
    });
}
