import { op } from "../engine/op";
import { tf } from "../engine/tf";
import { checkKey, type Key } from "./key";
import { RandomError } from "./randomError";

/** The distributions that TensorFlow draws without state, always by Philox4x32-10 counters: equal on every machine. */
type Distribution = "StatelessRandomUniform" | "StatelessRandomNormal" | "StatelessRandomUniformFullInt";

/** Draws a tensor of `shape` with one TensorFlow op; the key stays a tensor, its value is never read. */
export function draw<T extends tf.Tensor>(
  asker: string,
  { distribution, key, shape }: { distribution: Distribution; key: Key; shape: number[] },
): T {
  checkKey(asker, key);
  if (!shape.every((size) => Number.isInteger(size) && size >= 0))
    throw new RandomError(`${asker}: the shape is [${shape.join(", ")}]; its sizes must be whole numbers from 0`);
  const dtype = distribution === "StatelessRandomUniformFullInt" ? "int32" : "float32";
  return tf.tidy(() => op<T>(distribution, [tf.tensor1d(shape, "int32"), key], { dtype, T: "int32", Tseed: "int32" }));
}
