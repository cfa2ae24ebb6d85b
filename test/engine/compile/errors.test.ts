// More than 250 lines: one row for every way in which a step cannot be traced.
import assert from "node:assert/strict";
import { compile, CompileError, type CompileOptions } from "../../../src/engine/compile";
import { tf } from "../../../src/engine/tf";
import { disposeOptimizer } from "../../../src/optimizers/disposeOptimizer";
import { child } from "../child";
import { agree, free, variable, wave } from "./agree";

const here = String.raw` at .*errors\.test\.[jt]s:\d+:\d+`;

/** A step that cannot be traced: after 'w' was assigned and a gradient taken, it fails. */
interface Untraceable {
  body: (x: tf.Tensor2D) => unknown;
  message: RegExp;
  options?: CompileOptions;
}

const reads = new RegExp(
  `^compile: the step reads the value of a tensor${here} \\(dataSync, arraySync, a branch on a value\\).*return the tensor and read it outside, and branch with tf\\.where$`,
);
const draws = new RegExp(
  `^compile: the step draws a random number in JavaScript${here}.*draw it from a key that the step is given \\(uniform, normal, bernoulli, permutation`,
);
const shapes = (op: string): RegExp =>
  new RegExp(
    `^compile: the shape of what ${op} gives${here} depends on values.*keep the shape and mask with tf\\.where`,
  );

const untraceable: Record<string, Untraceable> = {
  "dataSync()": { body: (x) => x.sum().dataSync()[0], message: reads },
  "arraySync()": { body: (x) => x.arraySync(), message: reads },
  "bufferSync()": { body: (x) => x.bufferSync(), message: reads },
  "a branch on a value": { body: (x) => (Number(x.sum().arraySync()) > 0 ? x : x.neg()), message: reads },
  "data() that nobody waits for": {
    body: (x) => {
      void x.data();
      return x;
    },
    message: reads,
  },
  "array() that nobody waits for": {
    body: (x) => {
      void x.array();
      return x;
    },
    message: reads,
  },
  "an async step that awaits data()": { body: async (x) => (await x.data())[0], message: reads },
  "an async step": {
    body: async (x) => {
      await Promise.resolve();
      return x.add(1);
    },
    message: /^compile: the result is a promise \(a step must not be async\)/,
  },
  "an async step that fails at once": {
    body: async (x) => {
      x.dataSync();
      return Promise.resolve(x);
    },
    message: /^compile: the result is a promise \(a step must not be async\)/,
  },
  "Math.random()": { body: (x) => x.mul(Math.random()), message: draws },
  "tf.randomNormal": { body: (x) => x.add(tf.randomNormal(x.shape)), message: draws },
  "tf.dropout": { body: (x) => tf.dropout(x, 0.5), message: draws },
  "a dropout layer in training": {
    body: (x) => tf.layers.dropout({ rate: 0.5 }).apply(x, { training: true }),
    message: draws,
  },
  "a large constant": {
    body: (x) =>
      x.sum().add(
        tf.tensor2d(
          Float32Array.from({ length: 65_536 }, (_, i) => i),
          [256, 256],
        ),
      ),
    message: new RegExp(
      `^compile: the step makes a tensor \\[256, 256\\] of 65536 numbers in JavaScript${here}.*give it to the step as an argument, make it before the step, draw random numbers from a key, or raise constantLimit \\(4096\\)$`,
    ),
  },
  "a constant above the limit it is given": {
    body: (x) => x.sum().add(tf.tensor1d(Array.from({ length: 20 }, (_, i) => i))),
    options: { constantLimit: 19 },
    message: /a tensor \[20\] of 20 numbers.*raise constantLimit \(19\)/,
  },
  "tf.unique": { body: (x) => tf.unique(x.flatten()).values, message: shapes("UniqueV2") },
  "tf.whereAsync": { body: (x) => tf.whereAsync(x.greater(0)), message: reads },
  "tf.booleanMaskAsync": { body: (x) => tf.booleanMaskAsync(x, x.greater(0)), message: reads },
  "tf.image.nonMaxSuppression": {
    body: (x) => tf.image.nonMaxSuppression(x, x.sum<tf.Tensor1D>(1), 2),
    message: shapes("NonMaxSuppressionV3"),
  },
  "a shape that does not fit": {
    body: (x) => x.matMul(x),
    message: new RegExp(`^compile: TensorFlow refuses the op MatMul${here}: .*\\[3,4\\], \\[3,4\\]`),
  },
  "a shape that only TensorFlow refuses": {
    body: (x) => tf.scatterND(tf.zeros([2, 1], "int32"), x, [9, 9]),
    message: /scatter|shape|TensorFlow refuses/i,
  },
  "a string tensor": {
    body: (x) => [x, tf.tensor1d(["a", "b"])],
    message: new RegExp(`^compile: the step makes a string or complex tensor${here}; only float32, int32 and bool`),
  },
  "an error of the step's own": {
    body: () => {
      throw new TypeError("mine");
    },
    message: /^mine$/,
  },
};

describe("what cannot be traced", () => {
  for (const [name, { body, message, options }] of Object.entries(untraceable)) {
    it(`${name} is an error that says so, and leaves everything as it was`, async () => {
      const w = variable(wave<tf.Rank.R2>([4, 4]));
      const outside = tf.tensor1d([1, 2, 3, 4]);
      const optimizer = tf.train.sgd(0.1);
      const x = wave<tf.Rank.R2>([3, 4], 7);
      const loss = (): tf.Scalar => x.matMul<tf.Tensor2D>(w).add(outside).square().mean();
      // the accumulators of the optimizer exist before the leaks are counted
      optimizer.minimize(loss, false, [w]);
      const weights = w.clone();
      const { random } = Math;
      const backend = tf.backend() as unknown as { binding: object };
      const { binding } = backend;
      const keys = Object.keys(backend).sort();
      const before = tf.memory();
      const step = compile((given: tf.Tensor2D) => {
        optimizer.minimize(loss, false, [w]);
        w.assign(w.mul(2));
        return body(given) as tf.Tensor;
      }, options);
      for (let attempt = 0; attempt < 2; attempt++) assert.throws(() => step(x), { message });
      await new Promise((resolve) => setImmediate(resolve));

      assert.equal(step.traces.length, 0);
      assert.equal(Math.random, random);
      assert.equal(backend.binding, binding);
      assert.deepEqual(Object.keys(backend).sort(), keys);
      assert.equal(tf.memory().numTensors, before.numTensors);
      assert.equal(tf.memory().numBytes, before.numBytes);
      const { gradientDepth, kernelDepth, scopeStack } = tf.engine().state;
      assert.deepEqual([gradientDepth, kernelDepth, scopeStack.length], [0, 0, 0]);
      agree(w, weights);
      // eager training of the same model, and a trace of it
      const good = compile(() => optimizer.minimize(loss, true, [w]) as tf.Scalar);
      const first = good.eager();
      w.assign(weights);
      const second = good();
      agree(second, first);
      assert.notDeepEqual(w.dataSync(), weights.dataSync());
      good.dispose();
      disposeOptimizer(optimizer);
      free(w, outside, x, weights, first, second);
    });
  }

  it("fails within a gradient without losing the tensors saved for the backward pass", () => {
    const w = variable(wave<tf.Rank.R2>([4, 4]));
    const optimizer = tf.train.adam(0.1);
    const x = wave<tf.Rank.R2>([3, 4], 7);
    const step = compile(() =>
      optimizer.minimize(() => {
        const y = x.matMul<tf.Tensor2D>(w).relu();
        return y.mul(y.dataSync()[0]).sum();
      }),
    );
    const before = tf.memory().numTensors;
    for (let attempt = 0; attempt < 3; attempt++) assert.throws(() => step(), { message: reads });
    assert.equal(tf.memory().numTensors, before);
    disposeOptimizer(optimizer);
    free(w, x);
  });

  it("with an optimizer's first step leaves its new accumulators usable", () => {
    const w = variable(tf.scalar(2));
    const optimizer = tf.train.adam(0.1);
    let broken = true;
    const step = compile(() => {
      const loss = optimizer.minimize(() => w.square(), true) as tf.Scalar;
      if (broken) loss.dataSync();
      return loss;
    });
    assert.throws(() => step(), { message: reads });
    broken = false;
    const losses = tf.tidy(() => [step().dataSync()[0], step.eager().dataSync()[0], step().dataSync()[0]]);
    assert.equal(losses[0], 4);
    assert.ok(losses[1] < 4 && losses[2] < losses[1]);
    step.dispose();
    disposeOptimizer(optimizer);
    w.dispose();
  });

  it("is no longer so when it is made traceable: the next call traces", () => {
    const x = tf.scalar(3);
    let how = (given: tf.Tensor): tf.Tensor => given.mul(given.dataSync()[0]);
    const step = compile((given: tf.Tensor) => how(given));
    assert.throws(() => step(x), { message: reads });
    how = (given) => given.mul(given);
    const y = step(x);
    assert.equal(y.dataSync()[0], 9);
    step.dispose();
    free(x, y);
  });

  it("is not a large constant whose numbers are all equal", () => {
    const step = compile((x: tf.Tensor) => x.add(tf.zeros([100, 100])).add(tf.fill([100, 100], 2.5)));
    const x = tf.scalar(1);
    const [compiled, eager] = [step(x), step.eager(x)];
    agree(compiled, eager);
    assert.ok(step.traces[0].nodes < 12);
    step.dispose();
    free(x, compiled, eager);
  });

  it("is not a seeded draw, which is the same in every call of eager too", () => {
    const step = compile((x: tf.Tensor) => x.add(tf.randomNormal([4], 0, 1, "float32", 42)));
    const x = tf.scalar(0);
    const results = [step(x), step(x), step.eager(x)];
    agree(results[0], results[2]);
    agree(results[1], results[2]);
    step.dispose();
    free(x, results);
  });

  it("is told by the error's class", () => {
    const step = compile((x: tf.Tensor) => tf.scalar(x.dataSync()[0]));
    const x = tf.scalar(0);
    assert.throws(
      () => step(x),
      (error) => error instanceof CompileError && error.name === "CompileError",
    );
    x.dispose();
  });

  it("that TensorFlow finds when the function runs is its own error, and assigns nothing", () => {
    const v = variable(tf.scalar(1));
    const step = compile((x: tf.Tensor, at: tf.Tensor1D) => {
      v.assign(v.add(1));
      return x.gather(at);
    });
    const [x, inside, outside] = [tf.tensor1d([5, 6]), tf.tensor1d([1], "int32"), tf.tensor1d([9], "int32")];
    assert.throws(() => step(x, outside), /9 is not in \[0, 2\)/);
    assert.equal(v.dataSync()[0], 1);
    const y = step(x, inside);
    assert.deepEqual([y.dataSync()[0], v.dataSync()[0]], [6, 2]);
    step.dispose();
    free(v, x, inside, outside, y);
  });

  it("leaves no rejection that nobody handles, also when an async step fails later", function () {
    this.timeout(60_000);
    const { status, stdout } = child(
      `const { tf, compile } = require("./dist/src/index.js");
       process.on("unhandledRejection", error => { console.log("unhandled: " + error); process.exitCode = 3; });
       const x = tf.tensor1d([1, 2]);
       const late = async x => { await null; return x.add(1).dataSync(); };
       const steps = [x => { x.data(); return x; }, x => { x.array(); return x; }, async x => x.dataSync(), late, async x => { await x.data(); throw Error("b") },
         async x => { x.data(); await null; throw Error("a"); }, x => [x, late(x).catch(() => 0)]];
       let failed = 0;
       for (const step of steps) { try { compile(step)(x); } catch (error) { if (error.name === "CompileError") failed++; } }
       setTimeout(() => console.log("failed", failed), 100);`,
    );
    assert.equal(stdout.split("\n").at(-1), "failed 7", stdout);
    assert.equal(status, 0);
  });
});
