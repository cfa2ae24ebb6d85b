import { DataError } from "./dataError";
import type { Dataset } from "./dataset";
import { shuffled } from "./shuffled";
import { take } from "./take";

export interface LabelFractionOptions {
  /** Share of each class, in (0, 1]: of n images round(n · fraction), halves up, and at least one. */
  fraction?: number;
  /** Instead: images of each class, a whole number from 1 to the size of the smallest class. */
  perClass?: number;
  /** Seed of the draw, a whole number from 0. */
  seed: number;
}

/** The orders of batches are the streams from 1, those of subsets 0. */
const stream = 2 ** 30;

/**
 * Which images keep their labels when only some do: the same share, or number, of every class, drawn at random.
 *
 * Draws of one seed are nested: with more labels it has those with fewer, and others. Another seed draws anew.
 *
 * @paper arXiv 2002.05709v3, section 6 and appendix B.5; arXiv 2006.10029v2, section 3: 1% and 10%, balanced by class.
 * @differs the authors' lists of images are fixed, one for each share; here every seed is a draw, whose spread is part of a result.
 * @param dataset every class that has images gives some.
 * @returns indices in ascending order.
 * @throws DataError `labelIndices: fraction is 0; it must be above 0 and at most 1`; `labelIndices: perClass is 60 but the
 *   smallest class of cifar10/train has 50 images; a whole number from 1 to 50 is needed`; `labelIndices: give either fraction or perClass`.
 * @cost O(N log N): 50,000 images about 10 ms.
 */
export function labelIndices(dataset: Dataset, { fraction, perClass, seed }: LabelFractionOptions): Int32Array {
  if ((fraction === undefined) === (perClass === undefined))
    throw new DataError("labelIndices: give either fraction or perClass");
  if (fraction !== undefined && !(fraction > 0 && fraction <= 1))
    throw new DataError(`labelIndices: fraction is ${fraction}; it must be above 0 and at most 1`);
  const byClass = dataset.classNames.map((): number[] => []);
  for (const n of shuffled(dataset.size, seed, stream)) byClass[dataset.labels[n]].push(n);
  const smallest = byClass.filter(({ length }) => length > 0).sort((a, b) => a.length - b.length)[0].length;
  if (perClass !== undefined && !(Number.isInteger(perClass) && perClass >= 1 && perClass <= smallest))
    throw new DataError(
      `labelIndices: perClass is ${perClass} but the smallest class of ${dataset.name} has ${smallest} images; ` +
        `a whole number from 1 to ${smallest} is needed`,
    );
  const chosen = byClass.flatMap((images) =>
    images.slice(0, perClass ?? Math.max(1, Math.round(images.length * (fraction as number)))),
  );
  return Int32Array.from(chosen).sort();
}

/**
 * The images that keep their labels, see `labelIndices`, as a data set of their own: what a classifier is fine-tuned on.
 *
 * @throws DataError as `labelIndices`.
 * @cost a copy of the images.
 */
export function labelFraction(dataset: Dataset, options: LabelFractionOptions): Dataset {
  return take(dataset, labelIndices(dataset, options));
}
