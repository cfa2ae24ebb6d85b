import { tf } from "../engine/tf";
import { split } from "../random/split";
import { colorJitterOfPlanes } from "./colorJitter";
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
}

/**
 * The paper's augmentation for CIFAR-10: a random resized crop, mirrored with probability 1/2, then colour jitter with
 * probability 0.8, then grey with probability 0.2. No blur, as in the paper's CIFAR-10 experiments.
 * @paper arXiv 2002.05709v3, appendix A and section B.9
 * @differs see `sampleBoxes`, `crop` and `colorJitter`
 * @returns a transform from RGB images `[N, H, W, 3]` in [0, 1] to views `[N, size, size, 3]` in [0, 1]
 * @throws AugmentError `simclr: strength is 3; it must be between 0 and 2.5`, and so for the area
 */
export function simclr(options: SimclrOptions = {}): Transform {
  const { strength = 0.5, size, area } = options;
  const crop = randomResizedCropOfPlanes("simclr", { size, area, flipProbability: 0.5 });
  const jitter = colorJitterOfPlanes("simclr", { strength });
  const grayscale = randomGrayscaleOfPlanes("simclr", {});
  return (images, key) =>
    tf.tidy(() => {
      const [cropKey, jitterKey, grayKey] = split(key, 3);
      return onColorPlanes("simclr", images, (planes) => grayscale(jitter(crop(planes, cropKey), jitterKey), grayKey));
    });
}
