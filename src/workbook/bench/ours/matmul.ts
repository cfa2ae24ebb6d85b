import { tf } from "../../../engine/tf";
import { milliseconds, type Session } from "./session";

const size = 2048;

/** Products of two 2048 x 2048 matrices. */
export function openMatmul(): Session {
  const [a, b] = [1, 2].map((seed) => tf.randomNormal<tf.Rank.R2>([size, size], 0, 1, "float32", seed));
  const run = (steps: number): number =>
    milliseconds(() => {
      for (let n = 0; n < steps; n++) tf.matMul(a, b).dispose();
    });
  run(2);
  return { facts: {}, run };
}
