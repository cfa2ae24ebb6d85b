import type { Transform } from "../augment/transform";
import { type Dataset, imageSize } from "../data/dataset";
import { gather } from "../data/gather";
import { tf } from "../engine/tf";
import { foldIn } from "../random/foldIn";
import { key } from "../random/key";
import { TrainingError } from "./trainingError";

export interface AugmentedCopiesOptions {
  /** Makes a copy; it must keep the shape. */
  augment: Transform;
  /** Copies of each image, a whole number from 1. */
  copies: number;
  /** A whole number from 0; equal seeds give equal copies. */
  seed: number;
}

/** Images that are augmented at once. */
const chunk = 500;

/**
 * A data set of augmented images, fixed once and for all: what a teacher's logits can be computed of in advance.
 *
 * @param dataset N images.
 * @returns N · copies images: copy c of image n is at c · N + n, with its label, rounded to bytes.
 * @throws TrainingError `augmentedCopies: copies is 0; it must be a whole number from 1`;
 *   `augmentedCopies: augment gives [16, 16, 3] of [32, 32, 3]; it must keep the shape`.
 * @cost the augmentation of every copy, and its bytes: 3 kB a copy of a CIFAR image.
 */
export function augmentedCopies(dataset: Dataset, { augment, copies, seed }: AugmentedCopiesOptions): Dataset {
  if (!Number.isInteger(copies) || copies < 1)
    throw new TrainingError(`augmentedCopies: copies is ${copies}; it must be a whole number from 1`);
  const { size, shape } = dataset;
  const images = new Uint8Array(copies * size * imageSize(dataset));
  const labels = new Uint8Array(copies * size);
  let part = 0;
  for (let copy = 0; copy < copies; copy++) {
    labels.set(dataset.labels, copy * size);
    for (let first = 0; first < size; first += chunk) {
      const indices = Array.from({ length: Math.min(chunk, size - first) }, (_, n) => first + n);
      const bytes = tf.tidy(() => {
        const augmented = augment(gather(dataset, indices), foldIn(key(seed), part++));
        const given = augmented.shape.slice(1).join(", ");
        if (given !== shape.join(", "))
          throw new TrainingError(
            `augmentedCopies: augment gives [${given}] of [${shape.join(", ")}]; it must keep the shape`,
          );
        return augmented.mul(255).round().clipByValue(0, 255).cast("int32");
      });
      images.set(bytes.dataSync(), (copy * size + first) * imageSize(dataset));
      bytes.dispose();
    }
  }
  return { ...dataset, name: `${dataset.name}, ${copies} augmented copies`, size: copies * size, images, labels };
}
