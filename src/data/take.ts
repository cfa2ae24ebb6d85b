import { checkIndex } from "./checkIndex";
import { type Dataset, imageSize } from "./dataset";

/**
 * The data set of these images, in this order, copied into a buffer of its own.
 * @throws DataError `take: index 60000 is not in cifar10/train, which has 50000 images`
 */
export function take(dataset: Dataset, indices: ArrayLike<number>): Dataset {
  const bytes = imageSize(dataset);
  const images = new Uint8Array(indices.length * bytes);
  const labels = new (dataset.classNames.length > 256 ? Uint16Array : Uint8Array)(indices.length);
  for (let n = 0; n < indices.length; n++) {
    checkIndex("take", dataset, indices[n]);
    const from = indices[n] * bytes;
    images.set(dataset.images.subarray(from, from + bytes), n * bytes);
    labels[n] = dataset.labels[indices[n]];
  }
  return { ...dataset, size: indices.length, images, labels };
}
