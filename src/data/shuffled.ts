import { tf } from "../engine/tf";
import { foldIn } from "../random/foldIn";
import { key } from "../random/key";
import { permutation } from "../random/permutation";

/** A seeded order of 0..n-1; `stream` tells apart the orders that one seed gives. */
export function shuffled(n: number, seed: number, stream: number): Int32Array {
  const order = tf.tidy(() => permutation(foldIn(key(seed), stream), n));
  const indices = order.dataSync() as Int32Array;
  order.dispose();
  return indices;
}
