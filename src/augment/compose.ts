import { tf } from "../engine/tf";
import { split } from "../random/split";
import type { Transform } from "./transform";

/**
 * One transform from several, applied in order, each with a key of its own.
 * @returns the composed transform; without transforms, a copy of the images
 */
export function compose(...transforms: Transform[]): Transform {
  return (images, key) =>
    tf.tidy(() => {
      if (transforms.length === 0) return images.clone();
      const keys = split(key, transforms.length);
      return transforms.reduce((result, transform, i) => transform(result, keys[i]), images);
    });
}
