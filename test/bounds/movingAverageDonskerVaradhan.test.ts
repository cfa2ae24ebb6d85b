import assert from "node:assert/strict";
import { BoundError } from "../../src/bounds/boundError";
import { donskerVaradhan } from "../../src/bounds/donskerVaradhan";
import { movingAverageDonskerVaradhan } from "../../src/bounds/movingAverageDonskerVaradhan";
import { compile } from "../../src/engine/compile";
import { tf } from "../../src/engine/tf";
import { agree } from "../support/agree";
import { numbersOf, pytorch, torch, valueAndSlopes } from "./golden";

const of = "movingAverageDonskerVaradhan";

interface Step {
  /** Value, slopes by the joint and by the marginal scores. */
  numbers: number[];
  state: number[];
}

/** One batch; `state` as numbers, so that nothing but these carries over. */
function step(joint: number[], marginal: number[], { state, rate }: { state: number[]; rate?: number }): Step {
  let next: number[] = [];
  const numbers = valueAndSlopes(
    (t, tBar) => {
      const result = movingAverageDonskerVaradhan(t, tBar, { state: tf.tensor1d(state), rate });
      next = [...result.state.dataSync()];
      return result.value;
    },
    joint,
    marginal,
  );
  return { numbers, state: next };
}

describe("movingAverageDonskerVaradhan", () => {
  it("is the plain bound with the plain gradient at the first step, whatever the rate and however large the scores", () => {
    for (const rate of [1e-4, 0.01, 0.3, 1])
      for (const scale of [1, 40]) {
        const [joint, marginal] = [
          [1.5 * scale, -scale],
          [2 * scale, 0.5 * scale, -scale],
        ];
        const plain = valueAndSlopes(donskerVaradhan, joint, marginal);
        // Scores up to 80 are within 4e-6 of themselves in float32, and so are logarithms of their exponentials.
        agree({ of, with: "autodiff" }, step(joint, marginal, { state: [0, 0], rate }).numbers, plain, 1e-5);
      }
  });

  it("is the plain gradient at every step with a rate of 1", () => {
    let state = [0, 0];
    for (const { joint, marginal } of torch.movingAverage[0].steps) {
      const next = step(joint, marginal, { state, rate: 1 });
      agree({ of, with: "autodiff" }, next.numbers, valueAndSlopes(donskerVaradhan, joint, marginal), 2e-6);
      state = next.state;
    }
  });

  it("follows PyTorch step by step, the value being the plain one", () => {
    for (const { rate, steps } of torch.movingAverage) {
      let state = [0, 0];
      for (const { joint, marginal, value, gradientJoint, gradientMarginal, logAverage } of steps) {
        const next = step(joint, marginal, { state, rate });
        agree({ of, with: pytorch }, next.numbers, [value, ...gradientJoint, ...gradientMarginal], 5e-6);
        agree({ of, with: pytorch }, next.state[0], logAverage, 5e-6);
        state = next.state;
      }
    }
  });

  it("averages all batches alike at first, and forgets at the rate asked for", () => {
    let state = [0, 0];
    const [rate, batches] = [0.1, [0, 2, -1, 3, 1]];
    for (const t of batches) state = step([0], [t, t], { state, rate }).state;
    // In doubles: weights (1 - a)^age, normalized.
    const weights = batches.map((_, i) => (1 - rate) ** (batches.length - 1 - i));
    const total = weights.reduce((sum, weight) => sum + weight);
    const average = batches.reduce((sum, t, i) => sum + (weights[i] / total) * Math.exp(t), 0);
    agree({ of, with: "loops in float64" }, state, [Math.log(average), 1 - (1 - rate) ** 5], 1e-6);
  });

  it("never lets a score weigh more than the inverse of its batch's share", () => {
    const rate = 0.05;
    const old = step([0], [0, 0], { state: [-20, 1], rate });
    const burst = step([0], [60, 0], { state: old.state, rate });
    agree({ of, with: "closed form" }, burst.numbers.slice(2), [-1 / rate, 0], 2e-5);
  });

  it("takes away about all but a share a of the bias of the gradient, on two coins where all is exact", () => {
    // Q is uniform on four cells, T a fixed critic; slopes by the score of cell 0, in batches of four.
    const t = [0.9, -0.6, 0.3, -1.2];
    const weight = t.map(Math.exp);
    const exact = weight[0] / weight.reduce((sum, w) => sum + w);
    const plain = expectation(t, (slope) => slope) - exact;
    for (const rate of [0.1, 0.01]) {
      // The long run of the average, from the first batch on: 40 of its memories, then batches of one state.
      const averages = chain(weight, rate);
      const corrected =
        averages.reduce(
          (sum, m) => sum + expectation(t, (_, { own, mean }) => own / ((1 - rate) * m + rate * mean)),
          0,
        ) /
          averages.length -
        exact;
      const left = corrected / plain;
      assert.ok(left > 0.25 * rate && left < 2.5 * rate, `at a = ${rate} a share ${left} of the bias is left`);
    }
    // And the function itself has exactly these slopes: our gradient of one batch at one state of the average.
    const batch = [0, 0, 3, 1];
    const own = (2 * weight[0]) / 4;
    const mean = batch.reduce((sum, cell) => sum + weight[cell] / 4, 0);
    const { numbers } = step(
      [0],
      batch.map((cell) => t[cell]),
      { state: [Math.log(1.3), 1], rate: 0.1 },
    );
    agree({ of, with: "closed form" }, numbers[2] + numbers[3], -own / (0.9 * 1.3 + 0.1 * mean), 1e-6);
  });

  it("lives in a compiled step, its state a variable", () => {
    const { rate, steps } = torch.movingAverage[0];
    const state = tf.tidy(() => tf.variable(tf.zeros<tf.Rank.R1>([2])));
    const run = compile((joint: tf.Tensor, marginal: tf.Tensor) => {
      const slopes = tf.grad((tBar) => {
        const result = movingAverageDonskerVaradhan(joint, tBar, { state, rate });
        state.assign(result.state);
        return result.value;
      })(marginal);
      return slopes;
    });
    for (const { joint, marginal, gradientMarginal } of steps) {
      const slopes = numbersOf(() => run(tf.tensor1d(joint), tf.tensor1d(marginal)));
      agree({ of, with: pytorch }, slopes, gradientMarginal, 5e-6);
    }
    run.dispose();
    state.dispose();
  });

  it("refuses a rate and a state that are none", () => {
    for (const rate of [0, 1.5, NaN])
      assert.throws(
        () => step([0], [0], { state: [0, 0], rate }),
        new BoundError(`${of}: rate is ${rate} but must be above 0 and at most 1`),
      );
    assert.throws(
      () => step([0], [0], { state: [0] }),
      new BoundError(`${of}: state is [1]; float32 [2] is needed, tf.zeros([2]) at the start`),
    );
    assert.throws(
      () => step([], [0], { state: [0, 0] }),
      new BoundError(`${of}: joint is [0]; the scores of at least one pair are needed`),
    );
  });
});

interface Batch {
  /** 1/4 Σ e^T over cell 0, and over all. */
  own: number;
  mean: number;
}

/** The exact mean, over all batches of four of the four equally likely cells, of a function of cell 0's share of the batch's e^T. */
function expectation(t: number[], f: (slope: number, batch: Batch) => number): number {
  let sum = 0;
  for (let code = 0; code < 256; code++) {
    const batch = [code & 3, (code >> 2) & 3, (code >> 4) & 3, code >> 6];
    const mean = batch.reduce((total, cell) => total + Math.exp(t[cell]) / 4, 0);
    const own = batch.reduce((total, cell) => total + (cell === 0 ? Math.exp(t[cell]) / 4 : 0), 0);
    sum += f(own / mean, { own, mean }) / 256;
  }
  return sum;
}

/** Averages in the long run of the moving average, thinned to be as good as independent; a plain generator drives it. */
function chain(weight: number[], rate: number): number[] {
  let [state, m] = [1, weight.reduce((sum, w) => sum + w / 4)];
  const kept: number[] = [];
  for (let n = 0; n < 400 / rate; n++) {
    let mean = 0;
    for (let i = 0; i < 4; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      mean += weight[state >>> 30] / 4;
    }
    m = (1 - rate) * m + rate * mean;
    if (n > 40 / rate && n % 4 === 0) kept.push(m);
  }
  return kept;
}
