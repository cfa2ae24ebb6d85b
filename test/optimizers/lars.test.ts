import assert from "node:assert/strict";
import fc from "fast-check";
import { compile } from "../../src/engine/compile";
import { tf } from "../../src/engine/tf";
import { resnet } from "../../src/models/resnet";
import { disposeOptimizer } from "../../src/optimizers/disposeOptimizer";
import { lars, type LarsOptimizer, type LarsOptions } from "../../src/optimizers/lars";
import { setLearningRate } from "../../src/optimizers/learningRate";
import { OptimizerError } from "../../src/optimizers/optimizerError";
import { agree } from "../support/agree";

let made = 0;
const named = (name: string, values: number[]): tf.Variable =>
  tf.tidy(() => tf.variable(tf.tensor1d(values), true, `lars${made++}/${name}`));
const values = (variable: tf.Tensor): number[] => [...variable.dataSync()];
const norm = (x: number[]): number => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
const close = (actual: number[], expected: number[], tolerance = 1e-6, authority = "closed form"): void => {
  const scale = 1e-3 + Math.max(...expected.map(Math.abs));
  const relative = (all: number[]): number[] => all.map((x) => x / scale);
  agree({ of: "lars", with: authority }, relative(actual), relative(expected), tolerance);
};

/** One update by gradients given outright. */
function apply(optimizer: tf.Optimizer, variable: tf.Variable, gradient: number[]): void {
  tf.tidy(() => optimizer.applyGradients([{ name: variable.name, tensor: tf.tensor1d(gradient) }]));
}

type Settings = Required<Omit<LarsOptions, "exclude">> & { excluded: boolean };

/** The docstring's equations in float64. */
function plain(start: number[], gradients: number[][], settings: Settings): number[] {
  const { learningRate, momentum, weightDecay, trustCoefficient, epsilon, nesterov, excluded } = settings;
  let w = start;
  let v = w.map(() => 0);
  for (const g of gradients) {
    const u = g.map((x, i) => x + (excluded ? 0 : weightDecay * w[i]));
    const adapted = !excluded && norm(w) > 0 && norm(u) > 0;
    const ratio = adapted ? (trustCoefficient * norm(w)) / (norm(u) + epsilon) : 1;
    const step = u.map((x) => learningRate * ratio * x);
    v = v.map((x, i) => momentum * x + step[i]);
    w = w.map((x, i) => x - (nesterov ? momentum * v[i] + step[i] : v[i]));
  }
  return w;
}

/** Eighths, so that a norm is 0 or far from underflow. */
const vector = fc.array(
  fc.integer({ min: -16, max: 16 }).map((x) => x / 8),
  { minLength: 4, maxLength: 4 },
);
const settings: fc.Arbitrary<Settings> = fc.record({
  learningRate: fc.double({ min: 0.01, max: 2, noNaN: true }),
  momentum: fc.double({ min: 0, max: 0.95, noNaN: true }),
  weightDecay: fc.constantFrom(0, 1e-6, 0.05),
  trustCoefficient: fc.double({ min: 1e-3, max: 0.1, noNaN: true }),
  epsilon: fc.constantFrom(0, 1e-3),
  nesterov: fc.boolean(),
  excluded: fc.boolean(),
});

describe("lars", () => {
  it("takes the steps of its equations in float64", () => {
    const gradients = fc.array(vector, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(vector, gradients, settings, (start, steps, { excluded, ...options }) => {
        const w = named("w", start);
        const optimizer = lars({ ...options, exclude: () => excluded });
        for (const gradient of steps) apply(optimizer, w, gradient);
        close(values(w), plain(start, steps, { ...options, excluded }), 1e-4, "loops in float64");
        optimizer.dispose();
        w.dispose();
      }),
      { numRuns: 60 },
    );
  });

  it("moves the weights by η c of their norm in a first step without decay, whatever the gradient's size", () => {
    for (const size of [1e-6, 1, 1e6]) {
      const w = named("kernel", [3, 4]);
      const optimizer = lars({ learningRate: 2, trustCoefficient: 0.01, weightDecay: 0 });
      apply(optimizer, w, [0.6 * size, -0.8 * size]);
      // η c ‖w‖ = 0.1
      close(values(w), [3 - 0.06, 4 + 0.08]);
      optimizer.dispose();
      w.dispose();
    }
  });

  it("steps in proportion when the weights of a layer, or its weights and gradients inversely, are scaled", () => {
    fc.assert(
      fc.property(vector, vector, fc.constantFrom(0.01, 100), (start, gradient, factor) => {
        fc.pre(norm(start) > 0.1 && norm(gradient) > 0.1);
        // A batch-normalized layer that is k times as large has gradients of a k-th.
        const run = (k: number): number[] => {
          const scaled = start.map((x) => x * k);
          const w = named("kernel", scaled);
          const optimizer = lars({ learningRate: 10, trustCoefficient: 0.01, weightDecay: 0 });
          for (let step = 0; step < 3; step++)
            apply(
              optimizer,
              w,
              gradient.map((x) => x / k),
            );
          const moved = values(w).map((x) => x / k);
          optimizer.dispose();
          w.dispose();
          return moved;
        };
        close(run(factor), run(1), 1e-5, "itself at another scale");
      }),
      { numRuns: 20 },
    );
  });

  it("takes ratio 1 where the weights or the gradient are 0", () => {
    const start = named("kernel", [0, 0]);
    const flat = named("kernel", [1, 2]);
    const optimizer = lars({ learningRate: 0.5, weightDecay: 0 });
    apply(optimizer, start, [1, -2]);
    apply(optimizer, flat, [0, 0]);
    close(values(start), [-0.5, 1]);
    assert.deepEqual(values(flat), [1, 2]);
    optimizer.dispose();
    tf.dispose([start, flat]);
  });

  it("decays weights that have no gradient of their own, at η c of their norm", () => {
    const w = named("kernel", [3, 4]);
    const optimizer = lars({ learningRate: 1, trustCoefficient: 0.1, weightDecay: 1e-4 });
    apply(optimizer, w, [0, 0]);
    close(values(w), [2.7, 3.6]);
    optimizer.dispose();
    w.dispose();
  });

  it("is plain momentum, without decay, for what is excluded: by default biases and batch norm", () => {
    const trained = ["bias", "gamma", "beta", "bn/gamma_1", "kernel", "alphabeta", "bias/kernel"].map((name) =>
      named(name, [3, 4]),
    );
    const optimizer = lars({ learningRate: 0.1, weightDecay: 0.5 });
    for (const w of trained) apply(optimizer, w, [1, 1]);
    trained.forEach((w, i) => assert.equal(Math.abs(values(w)[0] - 2.9) < 1e-6, i < 4, w.name));
    optimizer.dispose();
    tf.dispose(trained);
  });

  it("takes the default for an option that is there and undefined", () => {
    const none = { momentum: undefined, weightDecay: undefined, trustCoefficient: undefined, epsilon: undefined };
    const [given, left] = [{ ...none, nesterov: undefined, exclude: undefined }, {}].map((options) => {
      const optimizer = lars({ learningRate: 0.1, ...options });
      const config = optimizer.getConfig();
      const w = tf.tidy(() => tf.variable(tf.tensor1d([1, -2])));
      for (let step = 0; step < 2; step++) tf.dispose(optimizer.minimize(() => w.square().sum(), true, [w])!);
      const result = [config, [...w.dataSync()]];
      optimizer.dispose();
      w.dispose();
      return result;
    });
    assert.deepEqual(given, left);
  });

  it("excludes by default, of a ResNet, what has one axis", () => {
    const model = resnet({ blocks: [1, 1], width: 2 });
    const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const optimizer = lars({ learningRate: 1 });
    tf.tidy(() => {
      const before = weights.map((weight) => weight.clone());
      optimizer.applyGradients(weights.map((weight) => ({ name: weight.name, tensor: tf.ones(weight.shape) })));
      // Without a trust ratio a gradient of 1 moves by 1; with one by far less.
      weights.forEach((weight, i) => {
        const moved = before[i].sub(weight).mean().dataSync()[0];
        assert.equal(Math.abs(moved - 1) < 1e-5, weight.rank === 1, weight.name);
      });
    });
    optimizer.dispose();
    model.dispose();
  });

  it("minimizes, and leaves alone what the loss does not depend on", () => {
    const w = named("kernel", [3, -4]);
    const optimizer = lars({ learningRate: 50, momentum: 0.5 });
    for (let step = 0; step < 100; step++) {
      setLearningRate(optimizer, 50 * (1 - step / 100));
      optimizer.minimize(() => w.sub(1).square().sum<tf.Scalar>(), false, [w]);
    }
    close(values(w), [1, 1], 5e-3);
    const before = values(w);
    tf.tidy(() =>
      optimizer.applyGradients({ [w.name]: null } as unknown as Parameters<tf.Optimizer["applyGradients"]>[0]),
    );
    assert.deepEqual(values(w), before);
    assert.equal(optimizer.iterations, 101);
    optimizer.dispose();
    w.dispose();
  });

  it("goes on from saved weights as if never stopped", async () => {
    const gradients = [
      [1, 2],
      [-1, 0.5],
      [0.3, 0.1],
      [2, -1],
    ];
    const fresh = (): LarsOptimizer => lars({ learningRate: 30 });
    const [whole, parts] = [named("kernel", [3, 4]), named("kernel", [3, 4])];
    const [through, first, second] = [fresh(), fresh(), fresh()];
    for (const gradient of gradients) apply(through, whole, gradient);
    for (const gradient of gradients.slice(0, 2)) apply(first, parts, gradient);
    const saved = await first.getWeights();
    assert.deepEqual(
      saved.map(({ name }) => name),
      ["iter", `${parts.name}/momentum`],
    );
    await second.setWeights(saved);
    first.dispose();
    for (const gradient of gradients.slice(2)) apply(second, parts, gradient);
    assert.deepEqual(values(parts), values(whole));
    assert.equal(second.iterations, 4);
    saved[0].tensor.dispose();
    through.dispose();
    second.dispose();
    tf.dispose([whole, parts]);
  });

  it("refuses saved weights of another model", async () => {
    const w = named("kernel", [1, 2]);
    const optimizer = lars({ learningRate: 1 });
    const [iter, two, three] = [tf.scalar(1, "int32"), tf.zeros([2]), tf.zeros([3])];
    const give = (name: string, tensor: tf.Tensor): Promise<void> =>
      optimizer.setWeights([
        { name: "iter", tensor: iter },
        { name, tensor },
      ]);
    await assert.rejects(
      give("other/kernel/momentum", two),
      new OptimizerError(
        'lars: the momentum of "other/kernel" is [2] but there is no such variable; make the model first, under the same names',
      ),
    );
    await assert.rejects(
      give(`${w.name}/momentum`, three),
      new OptimizerError(
        `lars: the momentum of "${w.name}" is [3] but the variable is [2]; give the weights of the same model`,
      ),
    );
    tf.dispose([iter, two, three]);
    optimizer.dispose();
    w.dispose();
  });

  for (const where of ["between the calls", "within the step"])
    it(`takes the same steps in a compiled step, with the rate changed ${where}, by one trace`, () => {
      const run = (compiled: boolean): number[][] => {
        const kernel = tf.tidy(() => tf.variable(tf.linspace(-1, 1, 8).reshape([4, 2]), true, `lars${made++}/kernel`));
        const bias = named("bias", [0.5, -0.5]);
        const x = tf.tidy(() => tf.sin(tf.range(0, 24)).reshape<tf.Tensor2D>([6, 4]));
        const optimizer = lars({ learningRate: 1, weightDecay: 1e-3 });
        const loss = (given: tf.Tensor2D): tf.Scalar =>
          given.matMul<tf.Tensor2D>(kernel).add(bias).tanh().sub(0.3).square().mean<tf.Scalar>();
        const step = compile((given: tf.Tensor2D, rate: tf.Scalar) => {
          if (where === "within the step") setLearningRate(optimizer, rate);
          return optimizer.minimize(() => loss(given), true) as tf.Scalar;
        });
        const losses = [1, 5, 2, 0.5, 8].map((rate) => {
          if (where === "between the calls") setLearningRate(optimizer, rate);
          const result = compiled ? step(x, rate) : step.eager(x, rate);
          const [value] = result.dataSync();
          result.dispose();
          return value;
        });
        assert.equal(step.traces.length, compiled ? 1 : 0);
        assert.equal(optimizer.iterations, 5);
        const seen = [losses, values(kernel), values(bias)];
        step.dispose();
        optimizer.dispose();
        tf.dispose([kernel, bias, x]);
        return seen;
      };
      const [eager, compiled] = [run(false), run(true)];
      assert.ok(eager[0][4] < eager[0][0]);
      eager.forEach((numbers, i) => close(compiled[i], numbers, 1e-5, "the step op by op"));
    });

  it("lets a compiled step go on from saved weights", async () => {
    const w = named("kernel", [3, 4]);
    const optimizer = lars({ learningRate: 30 });
    const step = compile(() => optimizer.minimize(() => w.square().sum<tf.Scalar>(), true) as tf.Scalar);
    step().dispose();
    step().dispose();
    const saved = await optimizer.getWeights();
    const copies = saved.map(({ name, tensor }) => ({ name, tensor: tensor.clone() }));
    const weights = w.clone();
    step().dispose();
    const once = values(w);
    step().dispose();
    w.assign(weights);
    await optimizer.setWeights(copies);
    step().dispose();
    assert.deepEqual(values(w), once);
    step.dispose();
    tf.dispose([saved[0].tensor, weights, ...copies.map(({ tensor }) => tensor)]);
    disposeOptimizer(optimizer);
    w.dispose();
  });

  it("has a configuration that makes the same optimizer", () => {
    const options = {
      learningRate: 0.3,
      momentum: 0.8,
      weightDecay: 0.01,
      trustCoefficient: 0.1,
      epsilon: 1,
      nesterov: true,
    };
    const optimizer = lars(options);
    setLearningRate(optimizer, 0.1);
    assert.deepEqual(optimizer.getConfig(), { ...options, learningRate: 0.1 });
    assert.equal(optimizer.getClassName(), "LARS");
  });

  it("refuses settings that make no optimizer", () => {
    const refused: [Partial<LarsOptions>, string][] = [
      [{ learningRate: NaN }, "learningRate is NaN; it must be a number"],
      [{ momentum: 1.5 }, "momentum is 1.5; it must be at least 0 and below 1"],
      [{ weightDecay: -1 }, "weightDecay is -1; it must be at least 0"],
      [{ trustCoefficient: 0 }, "trustCoefficient is 0; it must be above 0"],
      [{ epsilon: -1 }, "epsilon is -1; it must be at least 0"],
    ];
    for (const [options, message] of refused)
      assert.throws(() => lars({ learningRate: 1, ...options }), new OptimizerError(`lars: ${message}`));
  });
});
