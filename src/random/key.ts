import { tf } from "../engine/tf";
import { RandomError } from "./randomError";

/**
 * The source of one random draw: int32 `[2]`, an ordinary tensor, so that it can be an argument of a compiled step. The same
 * key gives the same numbers on every machine and for every thread count, so use a key once: `split` it, or `foldIn` a counter.
 */
export type Key = tf.Tensor1D;

/**
 * A key from a seed. Different seeds give unrelated keys: the seed is scrambled (SplitMix64), so seeds 1, 2, 3 are as
 * good as any.
 * @param seed a whole number from 0 to 2^53 - 1; 0 is a seed like the others
 * @returns int32 `[2]`
 * @throws RandomError `key: the seed is -1; it must be a whole number from 0 to 9007199254740991`
 */
export function key(seed: number): Key {
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new RandomError(`key: the seed is ${seed}; it must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`);
  const scrambled = splitMix64(BigInt(seed));
  return tf.tensor1d([Number(scrambled & 0xffffffffn) | 0, Number(scrambled >> 32n) | 0], "int32");
}

/** Throws a RandomError, in the name of the function asked, when `candidate` is not a key. */
export function checkKey(asker: string, candidate: tf.Tensor): void {
  if (candidate.dtype !== "int32" || candidate.shape.length !== 1 || candidate.shape[0] !== 2)
    throw new RandomError(
      `${asker}: the key is ${candidate.dtype} [${candidate.shape.join(", ")}]; it must be int32 [2], made by key(seed)`,
    );
}

/** Steele, Lea, Flood 2014: one step of the generator started at `state`; a bijection of the 64-bit numbers. */
function splitMix64(state: bigint): bigint {
  const wrap = (value: bigint): bigint => BigInt.asUintN(64, value);
  let mixed = wrap(state + 0x9e3779b97f4a7c15n);
  mixed = wrap((mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n);
  mixed = wrap((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
  return mixed ^ (mixed >> 31n);
}
