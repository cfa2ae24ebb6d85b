import { tf } from "../../engine/tf";
import { key } from "../../random/key";
import { permutation } from "../../random/permutation";

export interface FoldSizes {
  pairs: number;
  folds: number;
  validationSize: number;
  seed: number;
}

/** Which rows the critic of fold n is judged by, which choose its best moment (some of the next fold), and which train it: all else. */
export function rowsOfFold(
  n: number,
  { pairs, folds, validationSize, seed }: FoldSizes,
): Record<"train" | "validation" | "test", Int32Array> {
  const order = tf.tidy(() => permutation(key(seed), pairs).dataSync<"int32">());
  const start = (fold: number): number => Math.floor((fold * pairs) / folds);
  const next = start((n + 1) % folds);
  const isTest = (place: number): boolean => place >= start(n) && place < start(n + 1);
  const isValidation = (place: number): boolean => place >= next && place < next + validationSize;
  return {
    train: order.filter((_, place) => !isTest(place) && !isValidation(place)),
    validation: order.filter((_, place) => isValidation(place)),
    test: order.filter((_, place) => isTest(place)),
  };
}
