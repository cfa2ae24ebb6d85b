import { DataError } from "./dataError";
import type { Dataset } from "./dataset";
import { shuffled } from "./shuffled";
import { take } from "./take";

export interface SubsetOptions {
  /** Images to keep, from 1 to the size of the data set. */
  size: number;
  /** A whole number from 0; equal seeds give equal subsets. */
  seed: number;
}

/**
 * A random subset with the classes in balance: their counts differ by at most one, as long as no class runs out.
 * @returns images in random order
 * @throws DataError `subset: size is 60000 but cifar10/train has 50000 images; a size from 1 to 50000 is needed`
 */
export function subset(dataset: Dataset, { size, seed }: SubsetOptions): Dataset {
  if (!Number.isInteger(size) || size < 1 || size > dataset.size)
    throw new DataError(
      `subset: size is ${size} but ${dataset.name} has ${dataset.size} images; a size from 1 to ${dataset.size} is needed`,
    );
  return take(dataset, balancedOrder(dataset, seed).subarray(0, size));
}

/** All images, the classes taking turns: in each round one image of each class that has one left. */
export function balancedOrder(dataset: Dataset, seed: number): Int32Array {
  const order = shuffled(dataset.size, seed, 0);
  const rounds = new Int32Array(dataset.size);
  const seen = new Int32Array(dataset.classNames.length);
  for (const n of order) rounds[n] = seen[dataset.labels[n]]++;
  // A stable sort: within a round the images keep their random order.
  return order.sort((a, b) => rounds[a] - rounds[b]);
}
