import { tf } from "../engine/tf";
import type { Key } from "../random/key";
import { split } from "../random/split";
import { simclr } from "./simclr";
import type { Transform } from "./transform";

/**
 * Two independent views of each image: row n of both comes from image n, a positive pair.
 * @paper arXiv 2002.05709v3, section 2.1
 * @param images float32 `[N, H, W, C]` in [0, 1]
 * @param key int32 `[2]`
 * @param transform makes a view. Default `simclr()`
 * @returns the two views
 */
export function simclrViews(
  images: tf.Tensor4D,
  key: Key,
  transform: Transform = simclr(),
): [tf.Tensor4D, tf.Tensor4D] {
  return tf.tidy(() => {
    const [keyA, keyB] = split(key);
    return [transform(images, keyA), transform(images, keyB)];
  });
}
