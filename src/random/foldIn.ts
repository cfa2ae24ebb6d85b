import { tf } from "../engine/tf";
import { draw } from "./draw";
import { checkKey, type Key } from "./key";
import { RandomError } from "./randomError";

// Keeps foldIn(key, 0) apart from the first key of split(key).
const domain = 0x5eed;

/**
 * A new key for the n-th use of an old one: the step of a loop, the index of a worker, the epoch.
 * @param key int32 `[2]`; it may be folded with many numbers, but not also drawn from
 * @param data a whole number from 0 to 2^31 - 1, or such a scalar, int32 or float32 (exact up to 2^24): a
 *   number that a compiled step was given
 * @returns int32 `[2]`
 * @throws RandomError when `data` is no such number, or `key` is not a key
 */
export function foldIn(key: Key, data: number | tf.Scalar): Key {
  checkKey("foldIn", key);
  if (typeof data === "number" && !(Number.isInteger(data) && data >= 0 && data < 2 ** 31))
    throw new RandomError(`foldIn: data is ${data}; it must be a whole number from 0 to ${2 ** 31 - 1}`);
  if (typeof data !== "number" && (!["int32", "float32"].includes(data.dtype) || data.rank !== 0))
    throw new RandomError(
      `foldIn: data is ${data.dtype} [${data.shape.join(", ")}]; it must be a scalar, int32 or float32`,
    );
  return tf.tidy(() => {
    const offset =
      typeof data === "number"
        ? tf.tensor1d([data, domain], "int32")
        : tf.stack([data.toInt(), tf.scalar(domain, "int32")]).as1D();
    // int32 addition wraps, which is as good as any other bijection of the key for a fixed offset.
    const folded = tf.add<Key>(key, offset);
    return draw("foldIn", { distribution: "StatelessRandomUniformFullInt", key: folded, shape: [2] });
  });
}
