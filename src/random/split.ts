import { tf } from "../engine/tf";
import { draw } from "./draw";
import { checkKey, type Key } from "./key";
import { RandomError } from "./randomError";

/**
 * New keys from one, each unrelated to the others. The old key is used up: draw from the new ones only.
 * @param key int32 `[2]`
 * @param count how many, a whole number from 1. Default 2
 * @returns `count` keys
 * @throws RandomError when `count` is not a whole number from 1, or `key` is not a key
 */
export function split(key: Key, count = 2): Key[] {
  checkKey("split", key);
  if (!Number.isInteger(count) || count < 1)
    throw new RandomError(`split: count is ${count}; it must be a whole number from 1`);
  return tf.tidy(() => {
    const keys = draw("split", { distribution: "StatelessRandomUniformFullInt", key, shape: [count, 2] });
    return tf.unstack(keys) as Key[];
  });
}
