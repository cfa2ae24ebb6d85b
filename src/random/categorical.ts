import { op } from "../engine/op";
import { tf } from "../engine/tf";
import { checkKey, type Key } from "./key";
import { RandomError } from "./randomError";

/**
 * Draws classes with probabilities softmax(logits), a row at a time.
 * @param key int32 `[2]`
 * @param logits float32 `[N, K]`, unnormalised log-probabilities
 * @param options.samples draws a row, a whole number from 1. Default 1
 * @returns int32 `[N, samples]`, each in 0 .. K - 1
 * @throws RandomError when `samples` is not a whole number from 1, `logits` is not a matrix, or `key` is not a key
 */
export function categorical(key: Key, logits: tf.Tensor2D, options: { samples?: number } = {}): tf.Tensor2D {
  const { samples = 1 } = options;
  checkKey("categorical", key);
  if (!Number.isInteger(samples) || samples < 1)
    throw new RandomError(`categorical: samples is ${samples}; it must be a whole number from 1`);
  if (logits.shape.length !== 2)
    throw new RandomError(`categorical: logits is [${(logits.shape as number[]).join(", ")}]; it must be [N, K]`);
  return tf.tidy(() =>
    op<tf.Tensor2D>("StatelessMultinomial", [logits, tf.scalar(samples, "int32"), key], {
      T: "float32",
      Tseed: "int32",
      output_dtype: "int32",
    }),
  );
}
