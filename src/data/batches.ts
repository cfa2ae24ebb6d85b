import { DataError } from "./dataError";
import type { Dataset } from "./dataset";
import { shuffled } from "./shuffled";

export interface BatchesOptions {
  /** Images of a batch, from 1 to the size of the data set. */
  batchSize: number;
  /** A whole number from 0; equal seeds and epochs give equal batches. */
  seed: number;
  /** A whole number from 0; every epoch has an order of its own. */
  epoch: number;
  /** Whether to leave out the images that do not fill a last batch. Default true. */
  dropRemainder?: boolean;
}

/**
 * The batches of one epoch in a random order, as indices.
 * @throws DataError `batches: batchSize is 512 but cifar10/train has 256 images; a batch size from 1 to 256 is needed`
 */
export function batches(dataset: Dataset, options: BatchesOptions): Int32Array[] {
  const { batchSize, seed, epoch, dropRemainder = true } = options;
  if (!Number.isInteger(batchSize) || batchSize < 1 || batchSize > dataset.size)
    throw new DataError(
      `batches: batchSize is ${batchSize} but ${dataset.name} has ${dataset.size} images; ` +
        `a batch size from 1 to ${dataset.size} is needed`,
    );
  // Stream 0 is the order of subsets.
  const order = shuffled(dataset.size, seed, epoch + 1);
  const count = (dropRemainder ? Math.floor : Math.ceil)(dataset.size / batchSize);
  return Array.from({ length: count }, (_, batch) => order.subarray(batch * batchSize, (batch + 1) * batchSize));
}
