import fc from "fast-check";
import { tf } from "../../src/engine/tf";

type Loss = (logits: tf.Tensor2D, labels: tf.Tensor1D) => tf.Scalar;

/** Value and gradient of a loss of labelled logits. */
export function valueAndGradient(
  loss: Loss,
  logits: number[][],
  labels: number[],
): { value: number; gradient: number[] } {
  return tf.tidy(() => {
    const y = tf.tensor1d(labels, "int32");
    const { value, grad } = tf.valueAndGrad((x) => loss(x as tf.Tensor2D, y))(tf.tensor2d(logits));
    return { value: value.dataSync()[0], gradient: [...grad.dataSync()] };
  });
}

/** log softmax in float64. */
export function logSoftmax(row: readonly number[]): number[] {
  const highest = Math.max(...row);
  const total = highest + Math.log(row.reduce((sum, x) => sum + Math.exp(x - highest), 0));
  return row.map((x) => x - total);
}

/** Logits up to 30 with their labels. */
export const labelled = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2, max: 5 })).chain(([n, k]) => {
  const row = fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: k, maxLength: k });
  return fc.tuple(
    fc.array(row, { minLength: n, maxLength: n }),
    fc.array(fc.nat(k - 1), { minLength: n, maxLength: n }),
  );
});

/** The same logits, as one list of numbers, in rows again. */
export const inRows = (flat: readonly number[], columns: number): number[][] =>
  Array.from({ length: flat.length / columns }, (_, n) => flat.slice(n * columns, (n + 1) * columns));
