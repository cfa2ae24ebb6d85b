import { tf } from "../engine/tf";
import { bernoulli } from "../random/bernoulli";
import type { Key } from "../random/key";
import { split } from "../random/split";
import { checkProbability, checkRange } from "./check";
import { cropPlanes, type Interpolation } from "./crop";
import { onPlanes, type Planes } from "./onPlanes";
import { sampleBoxes } from "./sampleBoxes";
import type { Transform } from "./transform";

export interface RandomResizedCropOptions {
  /** Height and width of the result, pixels. Default: those of the images. */
  size?: readonly [height: number, width: number];
  /** Smallest and largest share of the image's area, in (0, 1]. Default [0.08, 1]. */
  area?: readonly [smallest: number, largest: number];
  /** Smallest and largest width / height. Default [3/4, 4/3]. */
  aspectRatio?: readonly [smallest: number, largest: number];
  /** Probability that a crop is also mirrored left to right, at no cost. Default 0. */
  flipProbability?: number;
  /** See `crop`. Default "bilinear". */
  interpolation?: Interpolation;
}

/**
 * Crops each image at random and resizes the crop: the box from `sampleBoxes`, cut and resized by `crop`.
 * @paper arXiv 2002.05709v3, appendix A, "Random crop and resize to 224x224"
 * @differs see `sampleBoxes` and `crop`
 * @returns a transform from `[N, H, W, C]` to `[N, size, size, C]`
 * @throws AugmentError when a range is empty or outside what its description says
 */
export function randomResizedCrop(options: RandomResizedCropOptions = {}): Transform {
  const transform = randomResizedCropOfPlanes("randomResizedCrop", options);
  return (images, key) => onPlanes("randomResizedCrop", images, (planes) => transform(planes, key));
}

/** `randomResizedCrop` on planes, in the name of `asker`. */
export function randomResizedCropOfPlanes(asker: string, options: RandomResizedCropOptions) {
  const { size, area = [0.08, 1], aspectRatio = [3 / 4, 4 / 3], flipProbability = 0, interpolation } = options;
  checkRange(asker, "area", area, { above: 0, to: 1 });
  checkRange(asker, "aspectRatio", aspectRatio, { above: 0, to: Infinity });
  checkProbability(asker, "flipProbability", flipProbability);
  return (planes: Planes, key: Key): Planes =>
    tf.tidy(() => {
      const [count, , height, width] = planes.shape;
      const [boxKey, flipKey] = split(key);
      const boxes = sampleBoxes(boxKey, { count, imageSize: [height, width], area, aspectRatio });
      const mirrored =
        flipProbability === 0
          ? undefined
          : bernoulli<tf.Rank.R1>(flipKey, [count], { probability: flipProbability }).toFloat();
      return cropPlanes(planes, {
        boxes,
        size: size ?? [height, width],
        mirrored,
        interpolation,
      });
    });
}
