import assert from "node:assert/strict";
import fc from "fast-check";
import { fusedSoftmaxCrossEntropy } from "../../../src/engine/kernels/fusedSoftmaxCrossEntropy";
import { sparseSoftmaxCrossEntropy } from "../../../src/engine/kernels/sparseSoftmaxCrossEntropy";
import { tf } from "../../../src/engine/tf";
import { agree } from "../../support/agree";

const [n, k] = [3, 4];
const logSoftmax = (row: number[]): number[] => {
  const total = Math.log(row.reduce((sum, x) => sum + Math.exp(x), 0));
  return row.map((x) => x - total);
};
const softmax = (row: number[]): number[] => logSoftmax(row).map(Math.exp);
/** Σ_n weight_n · loss_n in float64. */
const plain = (logits: number[][], targets: number[][], weights: number[]): number =>
  logits.reduce(
    (sum, row, i) => sum - weights[i] * logSoftmax(row).reduce((inner, x, j) => inner + targets[i][j] * x, 0),
    0,
  );
const close = (authority: string, actual: ArrayLike<number>, expected: number[], tolerance = 1e-5): void =>
  agree({ of: "fusedSoftmaxCrossEntropy", with: authority }, actual, expected, tolerance);

const table = fc.array(fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: k, maxLength: k }), {
  minLength: n,
  maxLength: n,
});
const problem = fc.tuple(
  table,
  table.map((rows) => rows.map(softmax)),
  fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: n, maxLength: n }),
);
const fused = (logits: tf.Tensor, targets: tf.Tensor): tf.Tensor =>
  fusedSoftmaxCrossEntropy(logits as tf.Tensor2D, targets as tf.Tensor2D);
const composed = (logits: tf.Tensor, targets: tf.Tensor): tf.Tensor => targets.mul(tf.logSoftmax(logits)).sum(1).neg();

describe("fusedSoftmaxCrossEntropy", () => {
  it("is what loops give in float64, row by row", () => {
    fc.assert(
      fc.property(problem, ([logits, targets]) => {
        const loss = tf.tidy(() => fused(tf.tensor2d(logits), tf.tensor2d(targets)).dataSync());
        close(
          "loops in float64",
          loss,
          logits.map((row, i) => plain([row], [targets[i]], [1])),
        );
      }),
      { numRuns: 50 },
    );
  });

  it("is the entropy of the targets where the logits are their logarithms, and more elsewhere", () => {
    const p = [0.1, 0.2, 0.3, 0.4];
    const entropy = -p.reduce((sum, x) => sum + x * Math.log(x), 0);
    const at = (logits: number[]): number =>
      tf.tidy(() => fused(tf.tensor2d([logits]), tf.tensor2d([p])).dataSync()[0]);
    close("closed form", [at(p.map((x) => Math.log(x) + 5))], [entropy]);
    assert.ok(at([0, 0, 0, 0]) > entropy + 0.05);
  });

  it("is the sparse one for targets that are certain, for logits far beyond the range of exp too", () => {
    const logits = [
      [1e4, 0, 3],
      [0, 1e4, -1e4],
    ];
    tf.tidy(() => {
      const labels = tf.tensor1d([0, 2], "int32");
      const dense = fused(tf.tensor2d(logits), tf.oneHot(labels, 3).cast("float32"));
      close("sparseSoftmaxCrossEntropy", dense.dataSync(), [
        ...sparseSoftmaxCrossEntropy(tf.tensor2d(logits), labels).dataSync(),
      ]);
    });
  });

  it("has the gradient by the logits that finite differences have, and by the targets -log softmax", () => {
    fc.assert(
      fc.property(problem, ([logits, targets, weights]) => {
        const [byLogits, byTargets] = tf.tidy(() =>
          tf
            .grads((x, p) => fused(x, p).mul(tf.tensor1d(weights)))([tf.tensor2d(logits), tf.tensor2d(targets)])
            .map((gradient) => gradient.dataSync()),
        );
        const step = 1e-5;
        const slope = logits.flatMap((row, i) =>
          row.map((_, j) => {
            const at = (delta: number): number =>
              plain(
                logits.map((other, r) => other.map((x, c) => (r === i && c === j ? x + delta : x))),
                targets,
                weights,
              );
            return (at(step) - at(-step)) / (2 * step);
          }),
        );
        close("finite differences", byLogits, slope, 1e-4);
        close(
          "closed form",
          byTargets,
          logits.flatMap((row, i) => logSoftmax(row).map((x) => -weights[i] * x)),
        );
      }),
      { numRuns: 25 },
    );
  });

  it("has gradients of gradients by logits and targets, equal to those of composed ops", () => {
    const second = (loss: typeof composed): number[][] =>
      tf.tidy(() => {
        const x = tf.tensor2d([[1, -2, 0.5, 0.1]]);
        const p = tf.tensor2d([[0.1, 0.2, 0.3, 0.4]]);
        const penalty = (logits: tf.Tensor, targets: tf.Tensor): tf.Tensor => {
          const [byLogits, byTargets] = tf.grads(loss)([logits, targets]);
          return byLogits.square().sum().add(byTargets.square().sum());
        };
        return tf
          .grads(penalty)([x, p])
          .map((gradient) => [...gradient.dataSync()]);
      });
    const [ours, theirs] = [second(fused), second(composed)];
    // By the targets only through softmax - targets: the composed loss has Σ targets · softmax, which is 1 · softmax here.
    close("itself op by op", ours[0], theirs[0], 1e-4);
    const slope = softmax([1, -2, 0.5, 0.1]).map((q, j) => q - [0.1, 0.2, 0.3, 0.4][j]);
    close(
      "closed form",
      ours[1],
      slope.map((value) => -2 * value),
      1e-4,
    );
  });
});
