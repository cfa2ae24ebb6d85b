import assert from "node:assert/strict";
import { compile, liveNumber } from "../../../src/engine/compile";
import { tf } from "../../../src/engine/tf";
import { BatchNorm } from "../../../src/models/batchNorm";
import { disposeOptimizer } from "../../../src/optimizers/disposeOptimizer";
import { agree, free, variable, wave } from "./agree";

const cube = (x: tf.Tensor): tf.Scalar => x.mul(x).mul(x).sum();

describe("a compiled step inside others", () => {
  it("becomes part of a step that is traced, and is differentiated with it", () => {
    const w = variable(tf.tensor1d([1, 2]));
    const optimizer = tf.train.sgd(0.01);
    const loss = compile((x: tf.Tensor, scale: tf.Scalar) => cube(x.mul(w)).mul<tf.Scalar>(scale));
    const step = compile((x: tf.Tensor) => optimizer.minimize(() => loss(x, 2), true) as tf.Scalar);
    const x = tf.tensor1d([1, 1]);
    const value = step(x);
    assert.equal(value.dataSync()[0], 2 * (1 + 8));
    // d/dw 2 Σ (x w)³ = 6 w²
    assert.deepEqual([...w.dataSync()], [1 - 0.06, 2 - 0.24].map(Math.fround));
    assert.deepEqual([loss.traces.length, step.traces.length], [0, 1]);
    step.dispose();
    disposeOptimizer(optimizer);
    free(w, x, value);
  });

  it("is differentiated under tf.grad, tf.variableGrads and minimize outside any trace", () => {
    const w = variable(tf.scalar(3));
    const f = compile((x: tf.Tensor) => cube(x.mul(w)));
    const x = tf.scalar(2);
    const first = f(x);
    const [byX, byW] = tf.tidy(() => [tf.grad((t) => f(t))(x), tf.variableGrads(() => f(x), [w]).grads[w.name]]);
    // x³ w³: 3 x² w³ and 3 x³ w²
    assert.deepEqual(
      [first, byX, byW].map((t) => t.dataSync()[0]),
      [216, 324, 216],
    );
    f.dispose();
    free(w, x, first, byX, byW);
  });

  it("may take a gradient itself and be differentiated again", () => {
    const slope = compile((x: tf.Tensor) => tf.grad(cube)(x).sum());
    const curvature = compile((x: tf.Tensor) => tf.grad((t) => slope(t))(x));
    const x = tf.tensor1d([1, 2, 3]);
    const results = [curvature(x), curvature.eager(x)];
    for (const result of results) assert.deepEqual([...result.dataSync()], [6, 12, 18]);
    curvature.dispose();
    free(x, results);
  });

  it("that fails while it is traced fails the outer step, and nothing stays behind", () => {
    const inner = compile((x: tf.Tensor) => x.mul(x.dataSync()[0]));
    const outer = compile((x: tf.Tensor) => inner(x).add(1));
    const x = tf.scalar(1);
    assert.throws(() => outer(x), /compile: the step reads the value of a tensor at .*nesting\.test/);
    x.dispose();
  });

  it("reads a live number at every call, also in a step around it", () => {
    let rate = 1;
    const inner = compile((x: tf.Tensor) => x.mul(liveNumber("rate", () => rate)));
    const outer = compile((x: tf.Tensor) => inner(x).add(100));
    const x = tf.scalar(2);
    const seen = [1, 5, -3].map((next) => {
      rate = next;
      return tf.tidy(() => [inner(x), outer(x), outer.eager(x)].map((t) => t.dataSync()[0]));
    });
    assert.deepEqual(seen, [
      [2, 102, 102],
      [10, 110, 110],
      [-6, 94, 94],
    ]);
    assert.match(outer.graph(), /input rate : float32 \[\]/);
    inner.dispose();
    outer.dispose();
    x.dispose();
  });
});

describe("gradients of gradients in a compiled step", () => {
  it("a gradient penalty of a convolutional critic with fused layers takes the steps of eager", () => {
    const run = (how: "eager" | "compiled"): tf.Tensor[] => {
      const critic = tf.sequential({
        layers: [
          tf.layers.conv2d({
            inputShape: [6, 6, 2],
            filters: 4,
            kernelSize: 3,
            padding: "same",
            kernelInitializer: seeded(1),
            useBias: false,
          }),
          new BatchNorm({}),
          tf.layers.reLU({}),
          tf.layers.flatten(),
          tf.layers.dense({ units: 1, kernelInitializer: seeded(2), useBias: false }),
        ],
      });
      const optimizer = tf.train.momentum(0.01, 0.9);
      const apply = (x: tf.Tensor): tf.Tensor => critic.apply(x, { training: true }) as tf.Tensor;
      const step = compile((real: tf.Tensor4D, fake: tf.Tensor4D, mix: tf.Tensor4D) => {
        const loss = (): tf.Scalar => {
          const between = real.mul(mix).add(fake.mul(tf.sub(1, mix)));
          const slopes = tf.grad((x) => apply(x).sum())(between);
          const norms = slopes.square().sum([1, 2, 3]).add(1e-12).sqrt();
          const penalty = norms.sub(1).square().mean();
          return apply(fake).mean().sub(apply(real).mean()).add<tf.Scalar>(penalty.mul(10));
        };
        return optimizer.minimize(loss, true) as tf.Scalar;
      });
      const given: [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D] = [
        wave([5, 6, 6, 2]),
        wave([5, 6, 6, 2], 2),
        tf.tidy(() => wave<tf.Rank.R4>([5, 1, 1, 1], 3).abs()),
      ];
      const seen: tf.Tensor[] = [0, 1, 2, 3].map(() => (how === "eager" ? step.eager(...given) : step(...given)));
      seen.push(...critic.getWeights().map((weight) => weight.clone()));
      step.dispose();
      disposeOptimizer(optimizer);
      critic.dispose();
      free(given);
      return seen;
    };
    const [eager, compiled] = [run("eager"), run("compiled")];
    agree(compiled, eager, 1e-5);
    free(eager, compiled);
  });
});

function seeded(seed: number): ReturnType<typeof tf.initializers.glorotNormal> {
  return tf.initializers.glorotNormal({ seed });
}
