import assert from "node:assert/strict";
import { sparseSoftmaxCrossEntropy } from "../../../src/engine/kernels/sparseSoftmaxCrossEntropy";
import { tf } from "../../../src/engine/tf";

const logits = [
  [1, -2, 0.5],
  [0, 3, 3],
  [-1, -1, -1],
];
const labels = [0, 2, 1];
const softmax = (row: number[]): number[] => {
  const total = row.reduce((sum, x) => sum + Math.exp(x), 0);
  return row.map((x) => Math.exp(x) / total);
};
const close = (a: ArrayLike<number>, b: number[], tolerance = 1e-6): void => {
  assert.equal(a.length, b.length);
  b.forEach((value, i) => assert.ok(Math.abs(a[i] - value) <= tolerance * (1 + Math.abs(value)), `${a[i]}, ${value}`));
};

describe("sparseSoftmaxCrossEntropy", () => {
  it("is minus the log of the softmax at the label", () => {
    const loss = tf.tidy(() => sparseSoftmaxCrossEntropy(tf.tensor2d(logits), tf.tensor1d(labels, "int32")).dataSync());
    close(
      loss,
      logits.map((row, n) => -Math.log(softmax(row)[labels[n]])),
    );
  });

  it("stays exact for logits far beyond the range of exp", () => {
    const loss = tf.tidy(() =>
      sparseSoftmaxCrossEntropy(
        tf.tensor2d([
          [1e4, 0],
          [0, 1e4],
        ]),
        tf.tensor1d([0, 0], "int32"),
      ).dataSync(),
    );
    close(loss, [0, 1e4]);
  });

  it("has softmax minus one-hot as its gradient, weighted by row", () => {
    const gradient = tf.tidy(() =>
      tf
        .grad((x) =>
          sparseSoftmaxCrossEntropy(x as tf.Tensor2D, tf.tensor1d(labels, "int32"))
            .mul(tf.tensor1d([1, -2, 3]))
            .sum(),
        )(tf.tensor2d(logits))
        .dataSync(),
    );
    const expected = logits.flatMap((row, n) =>
      softmax(row).map((p, k) => [1, -2, 3][n] * (p - (k === labels[n] ? 1 : 0))),
    );
    close(gradient, expected, 1e-5);
  });

  it("has the gradient of its gradient: the covariance of the softmax", () => {
    const direction = [1, 2, -1];
    const second = tf.tidy(() => {
      const slope = tf.grad((x) => sparseSoftmaxCrossEntropy(x as tf.Tensor2D, tf.tensor1d([0], "int32")).sum());
      return tf
        .grad((x) =>
          slope(x)
            .mul(tf.tensor2d([direction]))
            .sum(),
        )(tf.tensor2d([logits[0]]))
        .dataSync();
    });
    const p = softmax(logits[0]);
    const mean = p.reduce((sum, share, k) => sum + share * direction[k], 0);
    close(
      second,
      p.map((share, k) => share * (direction[k] - mean)),
      1e-5,
    );
  });
});
