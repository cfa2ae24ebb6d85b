import { tf } from "../../../src/engine/tf";
import type { StatisticsNetwork } from "../../../src/models/statisticsNetwork";
import { key } from "../../../src/random/key";
import { goalOf } from "../../../src/training/estimate/objective";
import { agree } from "../../support/agree";

/** T(x, z) = w x z, of one weight. */
function product(w: tf.Variable): StatisticsNetwork {
  return {
    models: {},
    score: (x, z) => x.mul(z).mul(w).reshape([x.shape[0]]),
    scoreAll: (x, z) => tf.matMul(x, z, false, true).mul(w),
    dispose: () => undefined,
  };
}

const batches = [
  { x: [0.5, -1, 2, 0.3], z: [1, -0.4, 0.8, -1.5] },
  { x: [-0.7, 1.6, 0.2, -1.1], z: [0.9, 1.2, -0.3, -0.6] },
  { x: [1.3, 0.4, -0.9, 0.6], z: [-1, 0.7, -0.2, 1.4] },
];
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value / values.length, 0);

describe("the goal of an estimate with a moving average", () => {
  it("moves the average on by every batch, and climbs by its gradient", () => {
    const [rate, weight] = [0.3, 0.9];
    const state = tf.tidy(() => tf.variable(tf.zeros<tf.Rank.R1>([2])));
    const w = tf.tidy(() => tf.variable(tf.scalar(weight)));
    let average = 0;
    batches.forEach(({ x, z }, t) => {
      const slope = tf.tidy(() => {
        const batch = { x: tf.tensor2d(x, [4, 1]), z: tf.tensor2d(z, [4, 1]) };
        const objective = {
          bound: "donskerVaradhan",
          marginals: "cyclicShift",
          clip: 5,
          average: { rate, state },
        } as const;
        const goal = (): tf.Scalar => goalOf(product(w), { batch, key: key(0), objective });
        return tf.variableGrads(goal, [w]).grads[w.name].dataSync()[0];
      });
      // m_t = m + a_t (mean exp T - m), a_t = a / (1 - (1 - a)^t)
      const apart = x.map((value, i) => value * z[(i + 1) % 4]);
      average += (rate / (1 - (1 - rate) ** (t + 1))) * (mean(apart.map((p) => Math.exp(weight * p))) - average);
      const expected =
        mean(x.map((value, i) => value * z[i])) - mean(apart.map((p) => p * Math.exp(weight * p))) / average;
      // float32: a few roundings of numbers of order 1.
      agree({ of: "estimateMI", with: "loops in float64" }, slope, expected, 2e-6);
    });
    tf.dispose([state, w]);
  });
});
