import type { Interpolation } from "./crop";
import { randomResizedCrop } from "./randomResizedCrop";
import type { Transform } from "./transform";

export interface CropAndFlipOptions {
  /** Height and width of the result, pixels. Default: those of the images. */
  size?: readonly [height: number, width: number];
  /** Smallest and largest share of the image in a crop. Default [0.08, 1]. */
  area?: readonly [smallest: number, largest: number];
  /** See `crop`. Default "bilinear"; the paper's is "bicubic". */
  interpolation?: Interpolation;
}

/**
 * What the paper trains on labels with, be it a linear probe, fine-tuning or the supervised baseline: a random resized crop,
 * mirrored with probability 1/2, and no other change.
 * @paper arXiv 2002.05709v3, appendices B.5 and B.6; the baseline of table 1 adds colours by `simclr`
 * @differs see `sampleBoxes` and `crop`
 * @returns a transform from `[N, H, W, C]` in [0, 1] to `[N, size, size, C]` in [0, 1]
 * @throws AugmentError `randomResizedCrop: area is [0, 1]; it must be [smallest, largest] above 0 and up to 1`
 * @cost that of `crop`
 */
export function cropAndFlip(options: CropAndFlipOptions = {}): Transform {
  return randomResizedCrop({ ...options, flipProbability: 0.5 });
}
