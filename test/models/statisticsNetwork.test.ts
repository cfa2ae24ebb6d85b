import assert from "node:assert/strict";
import { compile } from "../../src/engine/compile";
import { tf } from "../../src/engine/tf";
import { ModelError } from "../../src/models/modelError";
import { statisticsNetwork, type StatisticsNetworkOptions } from "../../src/models/statisticsNetwork";
import { key, type Key } from "../../src/random/key";
import { agree } from "../support/agree";

const of = "statisticsNetwork";
const x = [
  [0.5, -1],
  [2, 0.25],
  [-0.75, 1],
];
const z = [
  [1, 0, -1],
  [0.5, 0.5, 2],
  [-1, 3, 0],
];
const small: StatisticsNetworkOptions = { xDim: 2, zDim: 3, hiddenDims: [5, 4], embeddingDim: 3, seed: 7 };

type Weights = { kernel: number[][]; bias: number[] }[];

function weightsOf(model: tf.LayersModel): Weights {
  const arrays = model.getWeights().map((weight) => weight.arraySync());
  return arrays.flatMap((kernel, at) =>
    at % 2 === 0 ? [{ kernel: kernel as number[][], bias: arrays[at + 1] as number[] }] : [],
  );
}

/** A perceptron in doubles. */
function byLoops(weights: Weights, row: number[], activation: (y: number) => number): number[] {
  return weights.reduce((input, { kernel, bias }, at) => {
    const sums = bias.map((b, j) => input.reduce((sum, value, i) => sum + value * kernel[i][j], b));
    return at === weights.length - 1 ? sums : sums.map(activation);
  }, row);
}

const activations = {
  relu: (y: number): number => Math.max(0, y),
  elu: (y: number): number => (y > 0 ? y : Math.exp(y) - 1),
  tanh: Math.tanh,
};

/** What a network gives for x and z: scores of pairs, and of all. */
function scores(options: StatisticsNetworkOptions, noiseKey?: () => Key): { pairs: number[]; all: number[][] } {
  const network = statisticsNetwork(options);
  const given = tf.tidy(() => ({
    pairs: [...network.score(tf.tensor2d(x), tf.tensor2d(z), noiseKey?.()).dataSync()],
    all: network.scoreAll(tf.tensor2d(x), tf.tensor2d(z.slice(0, 2)), noiseKey?.()).arraySync(),
  }));
  network.dispose();
  return given;
}

describe("statisticsNetwork", () => {
  for (const activation of ["relu", "elu", "tanh"] as const) {
    it(`scores pairs as its weights say, x and z in one ${activation} network or in two`, () => {
      const one = statisticsNetwork({ ...small, activation });
      const critic = weightsOf(one.models.critic);
      one.dispose();
      const joint = (a: number[], b: number[]): number => byLoops(critic, [...a, ...b], activations[activation])[0];
      const concatenation = scores({ ...small, activation });
      agree(
        { of, with: "loops in float64" },
        concatenation.pairs,
        x.map((a, n) => joint(a, z[n])),
        1e-5,
      );
      agree(
        { of, with: "loops in float64" },
        concatenation.all.flat(),
        x.flatMap((a) => z.slice(0, 2).map((b) => joint(a, b))),
        1e-5,
      );

      const two = statisticsNetwork({ ...small, activation, structure: "separable" });
      const [g, h] = [two.models.g, two.models.h].map(weightsOf);
      two.dispose();
      const product = (a: number[], b: number[]): number => {
        const embedded = byLoops(h, b, activations[activation]);
        return byLoops(g, a, activations[activation]).reduce(
          (sum, value, e) => sum + (value * embedded[e]) / Math.sqrt(3),
          0,
        );
      };
      const separable = scores({ ...small, activation, structure: "separable" });
      agree(
        { of, with: "loops in float64" },
        separable.pairs,
        x.map((a, n) => product(a, z[n])),
        1e-5,
      );
      agree(
        { of, with: "loops in float64" },
        separable.all.flat(),
        x.flatMap((a) => z.slice(0, 2).map((b) => product(a, b))),
        1e-5,
      );
    });
  }

  it("is as wide and deep as it is told", () => {
    for (const hiddenDims of [[], [3], [4, 5, 6]]) {
      const network = statisticsNetwork({ ...small, hiddenDims });
      const shapes = network.models.critic.getWeights().map(({ shape }) => shape);
      const widths = [5, ...hiddenDims, 1];
      assert.deepEqual(
        shapes,
        widths.slice(1).flatMap((width, at) => [[widths[at], width], [width]]),
      );
      network.dispose();
    }
  });

  it("has the weights of its seed", () => {
    const drawn = (seed: number): number[] => scores({ ...small, seed }).pairs;
    assert.deepEqual(drawn(1), drawn(1));
    assert.notDeepEqual(drawn(1), drawn(2));
  });

  it("adds noise before the layers in training only, by the key", () => {
    const noise = [0.3, 0, 0];
    for (const structure of ["concatenation", "separable"] as const) {
      const plain = scores({ ...small, structure });
      const noisy = (seed: number): number[] => scores({ ...small, structure, noise }, () => key(seed)).pairs;
      assert.deepEqual(scores({ ...small, structure, noise }), plain);
      assert.deepEqual(noisy(1), noisy(1));
      assert.notDeepEqual(noisy(1), noisy(2));
      assert.notDeepEqual(noisy(1), plain.pairs);
      assert.deepEqual(scores({ ...small, structure, noise: [0, 0, 0] }, () => key(1)).pairs, plain.pairs);
    }
  });

  it("adds noise of the deviation asked for: a linear critic's scores vary by the length of its weights", () => {
    const network = statisticsNetwork({ xDim: 1, zDim: 1, hiddenDims: [], noise: [0.5], seed: 3 });
    const n = 20_000;
    const [weights, noisy] = tf.tidy(() => {
      const zeros = tf.zeros<tf.Rank.R2>([n, 1]);
      return [network.models.critic.getWeights()[0], network.score(zeros, zeros, key(4))].map((tensor) => [
        ...tensor.dataSync(),
      ]);
    });
    network.dispose();
    const variance = noisy.reduce((sum, t) => sum + (t * t) / n, 0);
    const expected = 0.25 * (weights[0] ** 2 + weights[1] ** 2);
    agree({ of, with: "closed form" }, variance / expected, 1, 4 * Math.sqrt(2 / n));
  });

  it("is part of a compiled step, noise included", () => {
    const network = statisticsNetwork({ ...small, noise: [0.1, 0.2, 0.3] });
    const step = compile((a: tf.Tensor2D, b: tf.Tensor2D) => network.score(a, b, key(1)));
    const [compiled, eager] = tf.tidy(() =>
      [step, step.eager].map((run) => [...run(tf.tensor2d(x), tf.tensor2d(z)).dataSync()]),
    );
    compiled.forEach((t, i) => assert.ok(Math.abs(t - eager[i]) < 1e-5));
    step.dispose();
    network.dispose();
  });

  it("refuses widths and noise that are none", () => {
    const refuses = (options: Partial<StatisticsNetworkOptions>, message: string): void =>
      assert.throws(() => statisticsNetwork({ ...small, ...options }), new ModelError(`statisticsNetwork: ${message}`));
    refuses({ xDim: 0 }, "xDim is 0; it must be a whole number from 1");
    refuses({ hiddenDims: [4, 1.5] }, "hiddenDims[1] is 1.5; it must be a whole number from 1");
    refuses({ noise: [1, 2] }, "noise has 2 deviations for 3 layers; it needs one from 0 for each");
    refuses({ noise: [1, -1, 0] }, "noise has 3 deviations for 3 layers; it needs one from 0 for each");
  });
});
