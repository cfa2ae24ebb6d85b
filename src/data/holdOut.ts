import { DataError } from "./dataError";
import type { Dataset } from "./dataset";
import { balancedOrder } from "./subset";
import { take } from "./take";

export interface HoldOutOptions {
  /** Images to hold out, from 1 to the size of the data set less 1. */
  size: number;
  /** A whole number from 0; equal seeds hold out equal images. */
  seed: number;
}

/**
 * Splits off a held-out part with the classes in balance, for choices that must not see the test set. The held-out images
 * are those of `subset` for the same size and seed.
 * @returns the images kept and those held out, which together are the data set, each once
 * @throws DataError `holdOut: size is 50000 but cifar10/train has 50000 images; a size from 1 to 49999 is needed`
 */
export function holdOut(dataset: Dataset, { size, seed }: HoldOutOptions): { kept: Dataset; heldOut: Dataset } {
  if (!Number.isInteger(size) || size < 1 || size >= dataset.size)
    throw new DataError(
      `holdOut: size is ${size} but ${dataset.name} has ${dataset.size} images; a size from 1 to ${dataset.size - 1} is needed`,
    );
  const order = balancedOrder(dataset, seed);
  return { kept: take(dataset, order.subarray(size)), heldOut: take(dataset, order.subarray(0, size)) };
}
