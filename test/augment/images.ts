import { tf } from "../../src/engine/tf";
import { key } from "../../src/random/key";
import { uniform } from "../../src/random/uniform";

/** Random images in [0, 1], `[N, H, W, 3]`; equal seeds give equal images. */
export function randomImages(seed: number, [count, height, width]: [number, number, number]): tf.Tensor4D {
  return tf.tidy(() => uniform<tf.Rank.R4>(key(seed), [count, height, width, 3]));
}

/** The values of a tensor made inside, as doubles, with everything disposed of. */
export function valuesOf(make: () => tf.Tensor): number[] {
  const tensor = tf.tidy(make);
  const values = Array.from(tensor.dataSync());
  tensor.dispose();
  return values;
}

/** The largest distance between two lists of the same length; NaN when one holds NaN, Infinity when the lengths differ. */
export function distance(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Infinity;
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i])), 0);
}
