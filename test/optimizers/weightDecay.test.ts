import assert from "node:assert/strict";
import fc from "fast-check";
import { compile } from "../../src/engine/compile";
import { tf } from "../../src/engine/tf";
import { excluding } from "../../src/optimizers/exclusions";
import { l2Penalty } from "../../src/optimizers/l2Penalty";
import { lars } from "../../src/optimizers/lars";
import { setLearningRate } from "../../src/optimizers/learningRate";
import { OptimizerError } from "../../src/optimizers/optimizerError";
import { withClipping } from "../../src/optimizers/withClipping";
import { withWeightDecay } from "../../src/optimizers/withWeightDecay";
import { agree } from "../support/agree";
import { finiteDifferences } from "../support/finiteDifferences";

let made = 0;
const named = (name: string, values: number[]): tf.Variable =>
  tf.tidy(() => tf.variable(tf.tensor1d(values), true, `decay${made++}/${name}`));
const vector = fc.array(fc.double({ min: -4, max: 4, noNaN: true }).map(Math.fround), { minLength: 3, maxLength: 3 });

describe("l2Penalty", () => {
  const inLoops = (lists: number[][], weightDecay: number): number =>
    lists.flat().reduce((sum, w) => sum + (weightDecay / 2) * w * w, 0);

  it("is half of the decay times the sum of squares, with the gradient of finite differences", () => {
    fc.assert(
      fc.property(vector, vector, fc.constantFrom(0, 1e-6, 0.5), (a, b, decay) => {
        const both = tf.valueAndGrads((x: tf.Tensor, y: tf.Tensor) => l2Penalty([x, y], decay));
        const [x, y] = [tf.tensor1d(a), tf.tensor1d(b)];
        const { value, grads } = both([x, y]);
        agree({ of: "l2Penalty", with: "loops in float64" }, value.dataSync(), [inLoops([a, b], decay)], 1e-6);
        const slopes = finiteDifferences((all) => inLoops([all], decay), [...a, ...b]);
        const ours = grads.flatMap((gradient) => [...gradient.dataSync()]);
        agree({ of: "l2Penalty", with: "finite differences" }, ours, slopes, 1e-6);
        tf.dispose([value, grads, x, y]);
      }),
      { numRuns: 40 },
    );
  });

  it("refuses a negative decay and nothing to decay", () => {
    const x = tf.tensor1d([1]);
    assert.throws(() => l2Penalty([x], -1), new OptimizerError("l2Penalty: weightDecay is -1; it must be at least 0"));
    assert.throws(
      () => l2Penalty([], 1),
      new OptimizerError("l2Penalty: there are no variables; at least 1 is needed"),
    );
    x.dispose();
  });
});

describe("withWeightDecay", () => {
  it("shrinks by rate times decay, whatever the gradient, and leaves biases and batch norm alone", () => {
    const [kernel, bias, gamma] = ["kernel", "bias", "gamma"].map((name) => named(name, [1, -2]));
    const optimizer = withWeightDecay(tf.train.adam(0.5), { weightDecay: 0.1 });
    const zeros = tf.zeros([2]);
    for (const rate of [0.5, 0.2]) {
      setLearningRate(optimizer, rate);
      optimizer.applyGradients([kernel, bias, gamma].map(({ name }) => ({ name, tensor: zeros })));
    }
    agree({ of: "withWeightDecay", with: "closed form" }, kernel.dataSync(), [0.95 * 0.98, -2 * 0.95 * 0.98], 1e-6);
    for (const kept of [bias, gamma]) assert.deepEqual([...kept.dataSync()], [1, -2]);
    assert.equal(optimizer.iterations, 2);
    optimizer.dispose();
    tf.dispose([kernel, bias, gamma, zeros]);
  });

  it("reads the rate at every call of a compiled step, and counts an update once", () => {
    const kernel = named("kernel", [1, -2]);
    const optimizer = withWeightDecay(tf.train.sgd(1), { weightDecay: 0.1 });
    const step = compile((): void => void optimizer.minimize(() => kernel.mul(0).sum<tf.Scalar>(), false, [kernel]));
    for (const rate of [0.5, 0.2, 1]) {
      setLearningRate(optimizer, rate);
      step();
    }
    const shrunk = 0.95 * 0.98 * 0.9;
    agree({ of: "withWeightDecay", with: "closed form" }, kernel.dataSync(), [shrunk, -2 * shrunk], 1e-6);
    assert.equal(optimizer.iterations, 3);
    assert.equal(step.traces.length, 1);
    step.dispose();
    optimizer.dispose();
    kernel.dispose();
  });

  it("goes together with withClipping, which never sees the decay", () => {
    for (const clippedFirst of [true, false]) {
      const kernel = named("kernel", [6, 8]);
      const clip = (optimizer: tf.Optimizer): tf.Optimizer => withClipping(optimizer, { maxNorm: 5 });
      const decay = (optimizer: tf.Optimizer): tf.Optimizer => withWeightDecay(optimizer, { weightDecay: 0.1 });
      const optimizer = clippedFirst ? decay(clip(tf.train.sgd(1))) : clip(decay(tf.train.sgd(1)));
      // The gradient (6, 8) becomes (3, 4); the decay takes (0.6, 0.8).
      optimizer.minimize(() => kernel.square().sum<tf.Scalar>().div(2), false, [kernel]);
      agree({ of: "withClipping", with: "closed form" }, kernel.dataSync(), [2.4, 3.2], 1e-6);
      optimizer.dispose();
      kernel.dispose();
    }
  });

  it("refuses a negative decay and a largest length that is not positive", () => {
    const optimizer = tf.train.sgd(1);
    assert.throws(
      () => withWeightDecay(optimizer, { weightDecay: -1 }),
      new OptimizerError("withWeightDecay: weightDecay is -1; it must be at least 0"),
    );
    assert.throws(
      () => withClipping(optimizer, { maxNorm: 0 }),
      new OptimizerError("withClipping: maxNorm is 0; it must be above 0"),
    );
    optimizer.dispose();
  });
});

describe("excluding", () => {
  it("names biases, batch norm and every weight of the heads, as the authors do", () => {
    const head = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] });
    const names = head.weights.map((weight) => (weight.read() as tf.Variable).name);
    const exclude = excluding(head);
    assert.deepEqual(names.map(exclude), [true, true]);
    assert.deepEqual(names.map(excluding()), [false, true]);
    assert.deepEqual(["dense_bias", "norm_beta_2", "unbias", "bias_kernel"].map(exclude), [true, true, false, false]);
    assert.deepEqual(["conv/kernel", "conv/bias", "bn/gamma_1", "bn/beta"].map(exclude), [false, true, true, true]);
    head.dispose();
  });

  it("makes LARS take the head by plain momentum", () => {
    const head = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3], useBias: false })] });
    const [kernel] = head.weights.map((weight) => weight.read() as tf.Variable);
    const before = [...kernel.dataSync()];
    const optimizer = lars({ learningRate: 1, weightDecay: 0.5, exclude: excluding(head) });
    const ones = tf.ones(kernel.shape);
    optimizer.applyGradients([{ name: kernel.name, tensor: ones }]);
    agree(
      { of: "excluding", with: "closed form" },
      kernel.dataSync(),
      before.map((w) => w - 1),
      1e-6,
    );
    ones.dispose();
    optimizer.dispose();
    head.dispose();
  });
});
