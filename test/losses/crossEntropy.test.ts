import assert from "node:assert/strict";
import fc from "fast-check";
import { compile } from "../../src/engine/compile";
import { tf } from "../../src/engine/tf";
import { crossEntropy } from "../../src/losses/crossEntropy";
import { LossError } from "../../src/losses/lossError";
import { agree } from "../support/agree";
import { golden, type TorchLosses } from "./pairsOfViews";

const ours = (logits: number[][], labels: number[]): number =>
  tf.tidy(() => crossEntropy(tf.tensor2d(logits), tf.tensor1d(labels, "int32")).dataSync()[0]);
const plain = (logits: number[][], labels: number[]): number =>
  logits.reduce((sum, row, n) => {
    const highest = Math.max(...row);
    const total = row.reduce((all, x) => all + Math.exp(x - highest), 0);
    return sum + (highest + Math.log(total) - row[labels[n]]) / logits.length;
  }, 0);
const close = (authority: string, a: number, b: number): void =>
  agree({ of: "crossEntropy", with: authority }, a, b, 1e-5);

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
      "closed form",
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
        close("loops in float64", ours(logits, labels), plain(logits, labels));
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
        close("finite differences", gradient[3 * n + k], (at(step) - at(-step)) / (2 * step));
      }),
    );
  });

  it("is what PyTorch's cross_entropy gives, with its gradient", () => {
    const { student, labels, crossEntropy: expected } = golden<TorchLosses>("pytorch");
    close("PyTorch 2.14.1", ours(student, labels), expected.loss);
    const gradient = tf.tidy(() =>
      tf
        .grad((x) => crossEntropy(x as tf.Tensor2D, tf.tensor1d(labels, "int32")))(tf.tensor2d(student))
        .dataSync(),
    );
    agree({ of: "crossEntropy", with: "PyTorch 2.14.1" }, gradient, expected.gradients.student.flat(), 1e-6);
  });

  it("lets TensorFlow refuse a label that is not a class, op by op and compiled", () => {
    const step = compile(crossEntropy);
    for (const label of [-1, 2])
      for (const loss of [crossEntropy, step])
        assert.throws(
          () => tf.tidy(() => loss(tf.tensor2d([[1, 2]]), tf.tensor1d([label], "int32")).dataSync()),
          new RegExp(`label value of ${label} which is outside the valid range of \\[0, 2\\)`),
        );
    step.dispose();
  });

  it("refuses labels that do not match the rows or are no whole numbers, and logits of nothing", () => {
    const refused = (logits: tf.Tensor, labels: tf.Tensor, message: string): void =>
      assert.throws(
        () => crossEntropy(logits as tf.Tensor2D, labels as tf.Tensor1D),
        new LossError(`crossEntropy: ${message}`),
      );
    tf.tidy(() => {
      const logits = tf.zeros([8, 10]);
      refused(logits, tf.zeros([7], "int32"), "logits is [8, 10] but labels is [7] of int32; each row needs one label");
      refused(
        tf.zeros([0, 10]),
        tf.zeros([0], "int32"),
        "logits is [0, 10] but labels is [0] of int32; each row needs one label",
      );
      refused(logits, tf.zeros([8]), "labels is float32; whole numbers, int32, are needed");
    });
  });
});
