import type { tf } from "../engine/tf";
import type { Key } from "../random/key";

/**
 * A random change of a whole batch: float32 `[N, H, W, C]` in [0, 1] in and out, each image with parameters of its own, all
 * drawn from the key inside TensorFlow. The same images and key give the same result.
 */
export type Transform = (images: tf.Tensor4D, key: Key) => tf.Tensor4D;
