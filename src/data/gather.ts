import { fromBytes } from "../engine/bytes";
import { tf } from "../engine/tf";
import type { Dataset } from "./dataset";
import { collect } from "./gatherBytes";

/**
 * The images at these indices as a tensor. For a compiled step, `gatherBytes` leaves the conversion to the step.
 * @returns float32 `[N, H, W, C]` in [0, 1]; dispose of it
 * @throws DataError `gather: index 60000 is not in cifar10/train, which has 50000 images`
 * @cost about 0.7 ms for 128 CIFAR images
 */
export function gather(dataset: Dataset, indices: ArrayLike<number>): tf.Tensor4D {
  return tf.tidy(() => fromBytes(collect("gather", dataset, indices)));
}
