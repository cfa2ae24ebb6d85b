import { AugmentError } from "./augmentError";
import { colorJitter } from "./colorJitter";
import { compose } from "./compose";
import { cutout } from "./cutout";
import { gaussianBlur } from "./gaussianBlur";
import { gaussianNoise } from "./gaussianNoise";
import { randomGrayscale } from "./randomGrayscale";
import { randomResizedCrop } from "./randomResizedCrop";
import { rotate } from "./rotate";
import type { Branches } from "./simclrViews";
import { sobel } from "./sobel";
import type { Transform } from "./transform";

/** What the paper's figure composes, in its order. */
export type CompositionName = "crop" | "cutout" | "color" | "sobel" | "noise" | "blur" | "rotate";

/**
 * The transforms of the composition study, by name, each applied to every image (colour as in pretraining: jitter of strength 1
 * with probability 0.8, then grey with 0.2).
 * @paper arXiv 2002.05709v3, figure 5
 * @differs the paper names no sizes of cutout, noise and Sobel, and no probabilities of these and of blur in this study; see each
 */
export const compositionTransforms: Readonly<Record<CompositionName, Transform>> = {
  crop: randomResizedCrop({ flipProbability: 0.5 }),
  cutout: cutout(),
  color: compose(colorJitter(), randomGrayscale()),
  sobel: sobel(),
  noise: gaussianNoise(),
  blur: gaussianBlur({ probability: 1 }),
  rotate: rotate(),
};

/**
 * The views of a cell of the composition study: one random crop of the image is one view as it is, and the other after the row's
 * and then the column's transform; on the diagonal after one alone. For `simclrViews` and `pretrain`.
 * @paper arXiv 2002.05709v3, section 3.1 and figure 5
 * @param names one name, or two: row, then column. Two equal ones are one.
 * @param options.shared what both views see first. Default a random resized crop with flip, which the paper needs since images of ImageNet have
 *   no common size
 * @returns what `simclrViews` takes
 * @throws AugmentError `composition: "crops" is no transform of the study; crop, cutout, color, sobel, noise, blur or rotate is needed`
 */
export function composition(
  names: readonly [CompositionName, CompositionName?],
  options: { shared?: Transform } = {},
): Branches {
  const { shared = compositionTransforms.crop } = options;
  const chosen = [...new Set(names)].filter((name) => name !== undefined);
  for (const name of chosen)
    if (!Object.hasOwn(compositionTransforms, name))
      throw new AugmentError(
        `composition: "${String(name)}" is no transform of the study; crop, cutout, color, sobel, noise, blur or rotate is needed`,
      );
  return { shared, b: compose(...chosen.map((name) => compositionTransforms[name])) };
}
