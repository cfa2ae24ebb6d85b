import { bytesTensor } from "../engine/bytes";
import type { tf } from "../engine/tf";
import { checkIndex } from "./checkIndex";
import { type Dataset, imageSize } from "./dataset";

/**
 * The images at these indices as a tensor of bytes: the input of a compiled step, which makes numbers of them by `fromBytes`.
 * @returns uint8 `[N, H, W, C]`; dispose of it
 * @throws DataError `gatherBytes: index 60000 is not in cifar10/train, which has 50000 images`
 * @cost a copy of the images: about 0.2 ms for 128 of CIFAR
 */
export function gatherBytes(dataset: Dataset, indices: ArrayLike<number>): tf.Tensor4D {
  return collect("gatherBytes", dataset, indices);
}

/** `gatherBytes` in the name of `asker`. */
export function collect(asker: string, dataset: Dataset, indices: ArrayLike<number>): tf.Tensor4D {
  const size = imageSize(dataset);
  const bytes = new Uint8Array(indices.length * size);
  for (let n = 0; n < indices.length; n++) {
    const index = indices[n];
    checkIndex(asker, dataset, index);
    bytes.set(dataset.images.subarray(index * size, (index + 1) * size), n * size);
  }
  return bytesTensor<tf.Rank.R4>(bytes, [indices.length, ...dataset.shape]);
}
