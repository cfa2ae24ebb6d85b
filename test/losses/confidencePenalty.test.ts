import assert from "node:assert/strict";
import fc from "fast-check";
import { compile } from "../../src/engine/compile";
import { tf } from "../../src/engine/tf";
import { confidencePenalty } from "../../src/losses/confidencePenalty";
import { crossEntropy } from "../../src/losses/crossEntropy";
import { LossError } from "../../src/losses/lossError";
import { agree } from "../support/agree";
import { finiteDifferences } from "../support/finiteDifferences";
import { inRows, labelled, logSoftmax, valueAndGradient } from "./confidentClassifiers";

const of = "confidencePenalty";

/** The paper's equation: the negative log-likelihood less β times the entropy of the prediction. */
function byThePaper(logits: number[][], labels: number[], beta: number): number {
  return logits.reduce((sum, row, n) => {
    const logP = logSoftmax(row);
    const entropy = -logP.reduce((all, value) => all + Math.exp(value) * value, 0);
    return sum + (-logP[labels[n]] - beta * entropy) / logits.length;
  }, 0);
}

const penalised = (beta?: number) => (x: tf.Tensor2D, y: tf.Tensor1D) => confidencePenalty(x, y, { beta });
const logits = [
  [2, -1, 0],
  [0, 0, 3],
];

describe("confidencePenalty", () => {
  it("is what the paper's equation gives by plain loops", () => {
    fc.assert(
      fc.property(labelled, fc.double({ min: 0, max: 4, noNaN: true }), ([x, y], beta) => {
        const { value } = valueAndGradient(penalised(beta), x, y);
        agree({ of, with: "loops in float64" }, value, byThePaper(x, y, beta), 1e-5);
      }),
    );
  });

  it("is (1 - β) log K when all logits are equal, and the cross-entropy alone where the prediction is sure", () => {
    const flat = [new Array<number>(10).fill(3)];
    agree({ of, with: "closed form" }, valueAndGradient(penalised(0.3), flat, [4]).value, 0.7 * Math.log(10), 1e-6);
    agree({ of, with: "closed form" }, valueAndGradient(penalised(), [[60, 0]], [1]).value, 60, 1e-6);
  });

  it("has the slopes of finite differences, op by op and compiled", () => {
    const slopes = (beta: number): number[] =>
      finiteDifferences((flat) => byThePaper(inRows(flat, 3), [1, 2], beta), logits.flat());
    agree(
      { of, with: "finite differences" },
      valueAndGradient(penalised(0.5), logits, [1, 2]).gradient,
      slopes(0.5),
      1e-6,
    );
    const step = compile((x: tf.Tensor2D, y: tf.Tensor1D) => tf.grad((z) => confidencePenalty(z as tf.Tensor2D, y))(x));
    const compiled = tf.tidy(() => [...step(tf.tensor2d(logits), tf.tensor1d([1, 2], "int32")).dataSync()]);
    agree({ of, with: "finite differences" }, compiled, slopes(0.1), 1e-6);
    step.dispose();
  });

  it("is crossEntropy without a penalty", () => {
    const plain = valueAndGradient(crossEntropy, logits, [1, 2]);
    const ours = valueAndGradient(penalised(0), logits, [1, 2]);
    agree({ of, with: "crossEntropy" }, [ours.value, ...ours.gradient], [plain.value, ...plain.gradient], 1e-6);
  });

  it("refuses labels that do not fit, and a β below 0", () => {
    tf.tidy(() => {
      const [x, y] = [tf.zeros<tf.Rank.R2>([8, 10]), tf.zeros<tf.Rank.R1>([8], "int32")];
      const refused = (given: tf.Tensor1D, beta: number, message: string): void =>
        assert.throws(() => confidencePenalty(x, given, { beta }), new LossError(`confidencePenalty: ${message}`));
      refused(tf.zeros([7], "int32"), 0.1, "logits is [8, 10] but labels is [7] of int32; each row needs one label");
      refused(y, -1, "beta is -1; it must be at least 0");
    });
  });
});
