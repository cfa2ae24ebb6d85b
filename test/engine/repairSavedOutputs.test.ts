import assert from "node:assert/strict";
import { tf } from "../../src/engine/tf";

const points = [-1.2, 0.3, 0.9];
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** The derivative of that order, at each point. */
function derivative(f: (x: tf.Tensor) => tf.Tensor, order: number): number[] {
  let df = f;
  for (let n = 0; n < order; n++) {
    const before = df;
    df = (x) => tf.grad((input) => before(input).sum())(x);
  }
  return tf.tidy(() => [...df(tf.tensor1d(points)).dataSync()]);
}

const close = (actual: number[], expected: number[]): void => {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, i) => assert.ok(Math.abs(actual[i] - value) < 1e-4, `${actual[i]} is not ${value}`));
};

describe("gradients of gradients through ops that save their output", () => {
  it("are those of exp: exp, at every order", () => {
    for (const order of [2, 3])
      close(
        derivative((x) => x.exp(), order),
        points.map(Math.exp),
      );
  });

  it("have the terms that come through the output where the input contributes others", () => {
    // (x exp(x))'' = (2 + x) exp(x)
    close(
      derivative((x) => x.mul(x.exp()), 2),
      points.map((x) => (2 + x) * Math.exp(x)),
    );
  });

  it("are those of sigmoid and tanh", () => {
    close(
      derivative((x) => x.sigmoid(), 2),
      points.map((x) => sigmoid(x) * (1 - sigmoid(x)) * (1 - 2 * sigmoid(x))),
    );
    close(
      derivative((x) => x.tanh(), 2),
      points.map((x) => -2 * Math.tanh(x) * (1 - Math.tanh(x) ** 2)),
    );
  });

  it("are those of softmax and of its logarithm: the Hessian times a direction", () => {
    const direction = [1, -2, 0.5];
    const total = points.reduce((sum, x) => sum + Math.exp(x), 0);
    const p = points.map((x) => Math.exp(x) / total);
    const mean = p.reduce((sum, share, k) => sum + share * direction[k], 0);
    // d/dx Σ_k direction_k ∂(-log p_0)/∂x_k = p (direction - mean)
    const expected = p.map((share, k) => share * (direction[k] - mean));
    const losses = [(x: tf.Tensor) => tf.logSoftmax(x), (x: tf.Tensor) => tf.softmax(x).log()];
    for (const logarithm of losses)
      close(
        derivative(
          (x) =>
            tf
              .grad((z) => logarithm(z).slice([0], [1]).sum().neg())(x)
              .mul(tf.tensor1d(direction)),
          1,
        ),
        expected,
      );
  });

  it("are right for a custom gradient, whatever the order in which it saves", () => {
    for (const outputFirst of [true, false]) {
      const custom = tf.customGrad((x, save) => {
        const y = (x as tf.Tensor).exp();
        (save as tf.GradSaveFunc)(outputFirst ? [y, x as tf.Tensor] : [x as tf.Tensor, y]);
        return {
          value: y,
          gradFunc: (dy, saved) => dy.mul(saved[outputFirst ? 0 : 1]),
        };
      });
      close(
        derivative((x) => custom(x), 2),
        points.map(Math.exp),
      );
    }
  });
});
