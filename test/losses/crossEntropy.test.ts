import assert from "node:assert/strict";
import fc from "fast-check";
import { tf } from "../../src/engine/tf";
import { crossEntropy } from "../../src/losses/crossEntropy";
import { LossError } from "../../src/losses/lossError";

const ours = (logits: number[][], labels: number[]): number =>
  tf.tidy(() => crossEntropy(tf.tensor2d(logits), tf.tensor1d(labels, "int32")).dataSync()[0]);
const plain = (logits: number[][], labels: number[]): number =>
  logits.reduce((sum, row, n) => {
    const highest = Math.max(...row);
    const total = row.reduce((all, x) => all + Math.exp(x - highest), 0);
    return sum + (highest + Math.log(total) - row[labels[n]]) / logits.length;
  }, 0);
const close = (a: number, b: number): void => assert.ok(Math.abs(a - b) <= 1e-5 * (1 + Math.abs(b)), `${a}, ${b}`);

const problem = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2, max: 5 })).chain(([n, k]) =>
  fc.tuple(
    fc.array(fc.array(fc.double({ min: -80, max: 80, noNaN: true }), { minLength: k, maxLength: k }), {
      minLength: n,
      maxLength: n,
    }),
    fc.array(fc.nat(k - 1), { minLength: n, maxLength: n }),
  ),
);

describe("crossEntropy", () => {
  it("is log K when all logits are equal", () => {
    close(
      ours(
        Array.from({ length: 3 }, () => new Array<number>(10).fill(-7)),
        [0, 5, 9],
      ),
      Math.log(10),
    );
  });

  it("is what plain loops give in float64, and does not change when a row is shifted", () => {
    fc.assert(
      fc.property(problem, fc.integer({ min: -9, max: 9 }), ([logits, labels], shift) => {
        close(ours(logits, labels), plain(logits, labels));
        const shifted = logits.map((row) => row.map((x) => x + shift));
        assert.ok(Math.abs(ours(shifted, labels) - plain(logits, labels)) < 1e-3);
      }),
    );
  });

  it("has (softmax - one-hot) / N as its gradient", () => {
    const logits = [
      [2, -1, 0],
      [0, 0, 3],
    ];
    const gradient = tf.tidy(() =>
      tf
        .grad((x) => crossEntropy(x as tf.Tensor2D, tf.tensor1d([1, 2], "int32")))(tf.tensor2d(logits))
        .dataSync(),
    );
    const step = 1e-6;
    logits.forEach((row, n) =>
      row.forEach((_, k) => {
        const at = (delta: number): number =>
          plain(
            logits.map((list, i) => list.map((x, j) => (i === n && j === k ? x + delta : x))),
            [1, 2],
          );
        assert.ok(Math.abs(gradient[3 * n + k] - (at(step) - at(-step)) / (2 * step)) < 1e-5);
      }),
    );
  });

  it("refuses labels that do not match the rows", () => {
    const [logits, labels] = [tf.zeros<tf.Rank.R2>([8, 10]), tf.zeros<tf.Rank.R1>([7], "int32")];
    assert.throws(
      () => crossEntropy(logits, labels),
      new LossError("crossEntropy: logits is [8, 10] but labels is [7]; each row needs one label"),
    );
    tf.dispose([logits, labels]);
  });
});
