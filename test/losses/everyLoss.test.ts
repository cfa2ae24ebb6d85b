import { compile } from "../../src/engine/compile";
import { tf } from "../../src/engine/tf";
import { crossEntropy } from "../../src/losses/crossEntropy";
import { distillation } from "../../src/losses/distillation";
import { marginTriplet } from "../../src/losses/marginTriplet";
import { ntLogistic } from "../../src/losses/ntLogistic";
import { ntXent } from "../../src/losses/ntXent";
import { supervisedContrastive } from "../../src/losses/supervisedContrastive";
import { agree } from "../support/agree";
import { type PairLoss, rowsOf, someRows, withGradient } from "./pairsOfViews";

const labels = (): tf.Tensor1D => tf.tensor1d([0, 1, 2, 0, 1], "int32");

/** Of two tensors [5, 4] each. */
const losses: [of: string, name: string, loss: PairLoss][] = [
  ["ntXent", "NT-Xent", (a, b) => ntXent(a, b)],
  ["ntXent", "NT-Xent, negatives from the other view", (a, b) => ntXent(a, b, { negativesFrom: "other" })],
  ["ntLogistic", "NT-Logistic", (a, b) => ntLogistic(a, b)],
  ["ntLogistic", "NT-Logistic, semi-hard", (a, b) => ntLogistic(a, b, { semiHard: true })],
  ["marginTriplet", "margin triplet", (a, b) => marginTriplet(a, b)],
  ["marginTriplet", "margin triplet, semi-hard", (a, b) => marginTriplet(a, b, { semiHard: true })],
  ["supervisedContrastive", "supervised contrastive", (a, b) => supervisedContrastive(a, b, labels())],
  ["crossEntropy", "cross-entropy", (a, b) => crossEntropy(a.add(b), labels())],
  ["distillation", "distillation", (a, b) => distillation(a, b, { temperature: 2, labels: labels(), alpha: 0.6 })],
];
const [zA, zB] = [someRows(5, 4, 3), someRows(5, 4, 300)];

describe("every loss", () => {
  for (const [of, name, loss] of losses)
    describe(name, () => {
      it("is, compiled and with its gradient, what it is op by op", () => {
        const step = compile((a: tf.Tensor2D, b: tf.Tensor2D) => {
          const { value, grads } = tf.valueAndGrads(loss as never)([a, b]);
          return [value, ...grads];
        });
        const [first, second] = [0, 1].map(() =>
          tf.tidy(() => step(tf.tensor2d(zA), tf.tensor2d(zB)).flatMap((x) => [...x.dataSync()])),
        );
        const { value, gradient } = withGradient(loss, zA, zB);
        agree({ of, with: "itself op by op" }, first, [value, ...gradient], 2e-6);
        agree({ of, with: "itself op by op" }, second, first, 0);
        step.dispose();
      });

      it("has the gradient of its gradient that differences of the gradient have", () => {
        const direction = someRows(5, 4, 77).flat();
        const along = (gradient: tf.Tensor): tf.Tensor => gradient.mul(tf.tensor2d(direction, [5, 4])).sum();
        const byA = (b: tf.Tensor) => tf.grad((a) => loss(a as tf.Tensor2D, b as tf.Tensor2D));
        const second = tf.tidy(() =>
          tf
            .grad((a) => along(byA(tf.tensor2d(zB))(a)))(tf.tensor2d(zA))
            .dataSync(),
        );
        const slope = (a: number[]): number =>
          tf.tidy(() => along(byA(tf.tensor2d(zB))(tf.tensor2d(rowsOf(a, 4)))).dataSync()[0]);
        const step = 2e-2;
        const at = zA.flat();
        const moved = (i: number, by: number): number => slope(at.map((x, j) => (i === j ? x + by : x)));
        // Five points: the error is of order h⁴, and float32's 1e-6 over h.
        const differences = at.map(
          (_, i) => (8 * (moved(i, step) - moved(i, -step)) - moved(i, 2 * step) + moved(i, -2 * step)) / (12 * step),
        );
        agree({ of, with: "differences of the gradient" }, second, differences, 1e-3);
      });
    });
});
