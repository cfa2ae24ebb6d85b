import assert from "node:assert/strict";
import fc from "fast-check";
import { compile } from "../../src/engine/compile";
import { tf } from "../../src/engine/tf";
import { crossEntropy } from "../../src/losses/crossEntropy";
import { labelSmoothing } from "../../src/losses/labelSmoothing";
import { LossError } from "../../src/losses/lossError";
import { agree } from "../support/agree";
import { finiteDifferences } from "../support/finiteDifferences";
import { inRows, labelled, logSoftmax, valueAndGradient } from "./confidentClassifiers";

const of = "labelSmoothing";

/** The paper's equation: q = (1 - ε) of the label, and ε shared by all K. */
function byThePaper(logits: number[][], labels: number[], smoothing: number): number {
  return logits.reduce((sum, row, n) => {
    const logP = logSoftmax(row);
    const q = row.map((_, k) => (k === labels[n] ? 1 - smoothing : 0) + smoothing / row.length);
    return sum - logP.reduce((all, value, k) => all + q[k] * value, 0) / logits.length;
  }, 0);
}

const smoothed = (smoothing?: number) => (x: tf.Tensor2D, y: tf.Tensor1D) => labelSmoothing(x, y, { smoothing });
const logits = [
  [2, -1, 0],
  [0, 0, 3],
];

describe("labelSmoothing", () => {
  it("is what the paper's equation gives by plain loops", () => {
    fc.assert(
      fc.property(labelled, fc.double({ min: 0, max: 0.99, noNaN: true }), ([x, y], smoothing) => {
        const { value } = valueAndGradient(smoothed(smoothing), x, y);
        agree({ of, with: "loops in float64" }, value, byThePaper(x, y, smoothing), 1e-5);
      }),
    );
  });

  it("is log K when all logits are equal, and the entropy of q where p = q", () => {
    const flat = [new Array<number>(10).fill(3)];
    agree({ of, with: "closed form" }, valueAndGradient(smoothed(0.3), flat, [4]).value, Math.log(10), 1e-6);
    const q = [0.925, 0.025, 0.025, 0.025];
    const entropy = -q.reduce((sum, share) => sum + share * Math.log(share), 0);
    const { value, gradient } = valueAndGradient(smoothed(), [q.map(Math.log)], [0]);
    agree({ of, with: "closed form" }, [value, ...gradient], [entropy, 0, 0, 0, 0], 1e-6);
  });

  it("has the slopes of finite differences, op by op and compiled", () => {
    const at = (flat: number[]): number => byThePaper(inRows(flat, 3), [1, 2], 0.2);
    const expected = finiteDifferences(at, logits.flat());
    agree({ of, with: "finite differences" }, valueAndGradient(smoothed(0.2), logits, [1, 2]).gradient, expected, 1e-6);
    const step = compile((x: tf.Tensor2D, y: tf.Tensor1D) => tf.grad((z) => labelSmoothing(z as tf.Tensor2D, y))(x));
    const compiled = tf.tidy(() => [...step(tf.tensor2d(logits), tf.tensor1d([1, 2], "int32")).dataSync()]);
    agree(
      { of, with: "finite differences" },
      compiled,
      finiteDifferences((x) => byThePaper(inRows(x, 3), [1, 2], 0.1), logits.flat()),
      1e-6,
    );
    step.dispose();
  });

  it("is crossEntropy without smoothing", () => {
    const plain = valueAndGradient(crossEntropy, logits, [1, 2]);
    const ours = valueAndGradient(smoothed(0), logits, [1, 2]);
    agree({ of, with: "crossEntropy" }, [ours.value, ...ours.gradient], [plain.value, ...plain.gradient], 1e-6);
  });

  it("refuses labels that do not fit, and a smoothing of 1 or below 0", () => {
    tf.tidy(() => {
      const [x, y] = [tf.zeros<tf.Rank.R2>([8, 10]), tf.zeros<tf.Rank.R1>([8], "int32")];
      const refused = (given: tf.Tensor1D, smoothing: number, message: string): void =>
        assert.throws(() => labelSmoothing(x, given, { smoothing }), new LossError(`labelSmoothing: ${message}`));
      refused(tf.zeros([7], "int32"), 0.1, "logits is [8, 10] but labels is [7] of int32; each row needs one label");
      refused(tf.zeros([8]), 0.1, "labels is float32; whole numbers, int32, are needed");
      for (const smoothing of [1, -0.1])
        refused(y, smoothing, `smoothing is ${smoothing}; it must be from 0 and below 1`);
    });
  });
});
