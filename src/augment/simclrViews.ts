import { tf } from "../engine/tf";
import type { Key } from "../random/key";
import { split } from "../random/split";
import { simclr } from "./simclr";
import type { Transform } from "./transform";

/** Views that are made differently; what is left out changes nothing. */
export interface Branches {
  /** What both views of an image see first, with the same draws. */
  shared?: Transform;
  /** What makes the first view of it. */
  a?: Transform;
  /** What makes the second view of it. */
  b?: Transform;
}

/**
 * Two independent views of each image: row n of both comes from image n, a positive pair.
 * @paper arXiv 2002.05709v3, section 2.1; views that are made differently as in section 3.1, see `composition`
 * @param images float32 `[N, H, W, C]` in [0, 1]
 * @param key int32 `[2]`
 * @param transform makes a view; or what makes the first and what the second. Default `simclr()`
 * @returns the two views, of one shape
 * @cost that of the transform, twice
 */
export function simclrViews(
  images: tf.Tensor4D,
  key: Key,
  transform: Transform | Branches = simclr(),
): [tf.Tensor4D, tf.Tensor4D] {
  return tf.tidy(() => {
    if (typeof transform === "function") {
      const [keyA, keyB] = split(key);
      return [transform(images, keyA), transform(images, keyB)];
    }
    const { shared = same, a = same, b = same } = transform;
    const [sharedKey, keyA, keyB] = split(key, 3);
    const seen = shared(images, sharedKey);
    return [a(seen, keyA), b(seen, keyB)];
  });
}

const same: Transform = (images) => images.clone();
