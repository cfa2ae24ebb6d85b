import { tf } from "../engine/tf";
import { bernoulli } from "../random/bernoulli";
import type { Key } from "../random/key";
import { split } from "../random/split";
import { AugmentError } from "./augmentError";
import { gaussianNoise } from "./gaussianNoise";
import { randomGrayscale } from "./randomGrayscale";
import { rotateQuarters } from "./rotateQuarters";
import { sampleQuarters } from "./rotate";
import { sobel } from "./sobel";
import type { Transform } from "./transform";

/** Which question is asked of a representation. */
export type TransformTaskName = "grayscale" | "rotation" | "noise" | "sobel";

/** A question whose answer is which transform an image went through. */
export interface TransformTask {
  name: TransformTaskName;
  /** Names of the classes, in the order of the labels. */
  classNames: readonly string[];
  /** Accuracy of the best answer that does not look: the share of the most frequent class. */
  chance: number;
  /**
   * Transforms each image by a draw of its own.
   * @returns images as they came or transformed, and labels, int32 `[N]`
   */
  apply: (images: tf.Tensor4D, key: Key) => { images: tf.Tensor4D; labels: tf.Tensor1D };
}

/**
 * A task of guessing which transform was applied, with its labels: what a representation still tells about it.
 *
 * "grayscale": coloured (0) or grey (1), 80 to 20, as pretraining draws it; "rotation": by 0 to 3 quarter turns; "noise" and
 * "sobel": as it came (0) or transformed (1), half and half.
 *
 * @paper arXiv 2002.05709v3, table 3
 * @differs the paper names no strength of the noise: that of `gaussianNoise`. Its colour task is pretraining's whole distortion;
 *   here an image's colours are kept or lost, and nothing else changes.
 * @throws AugmentError `transformTask: "colour" is no task; grayscale, rotation, noise or sobel is needed`
 * @cost that of the transform on every image
 */
export function transformTask(name: TransformTaskName): TransformTask {
  switch (name) {
    case "rotation":
      return {
        name,
        classNames: ["0", "90", "180", "270"],
        chance: 1 / 4,
        apply: (images, key) =>
          tf.tidy(() => {
            const labels = sampleQuarters(key, images.shape[0]);
            return { images: rotateQuarters(images, labels), labels };
          }),
      };
    case "grayscale":
      return orNot(name, {
        classNames: ["color", "grayscale"],
        share: 0.2,
        transform: randomGrayscale({ probability: 1 }),
      });
    case "noise":
      return orNot(name, { classNames: ["original", "noise"], share: 0.5, transform: gaussianNoise() });
    case "sobel":
      return orNot(name, { classNames: ["original", "sobel"], share: 0.5, transform: sobel() });
    default:
      throw new AugmentError(
        `transformTask: "${String(name)}" is no task; grayscale, rotation, noise or sobel is needed`,
      );
  }
}

interface OrNot {
  classNames: readonly string[];
  /** Probability of the transform. */
  share: number;
  transform: Transform;
}

/** Whether an image went through a transform. */
function orNot(name: TransformTaskName, { classNames, share, transform }: OrNot): TransformTask {
  return {
    name,
    classNames,
    chance: Math.max(share, 1 - share),
    apply: (images, key) =>
      tf.tidy(() => {
        const [labelKey, transformKey] = split(key);
        const changed = bernoulli<tf.Rank.R1>(labelKey, [images.shape[0]], { probability: share });
        const transformed = transform(images, transformKey);
        return {
          images: tf.where(changed.reshape([-1, 1, 1, 1]), transformed, images),
          labels: changed.toInt(),
        };
      }),
  };
}
