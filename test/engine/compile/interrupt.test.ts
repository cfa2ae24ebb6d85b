import assert from "node:assert/strict";
import { compile } from "../../../src/engine/compile";
import { tf } from "../../../src/engine/tf";
import { disposeOptimizer } from "../../../src/optimizers/disposeOptimizer";
import { interrupt } from "./interrupted";
import { agree, free, variable, wave } from "./agree";

function forever(): never {
  for (;;);
}

/** A model and a step that hangs at a place chosen by name. */
function setUp(): {
  train: (hang?: string) => tf.Scalar;
  eager: () => tf.Scalar;
  weights: tf.Variable;
  learningRate: () => number;
  dispose: () => void;
} {
  const weights = variable(wave<tf.Rank.R2>([4, 4]));
  const outside = tf.tensor1d([1, 2, 3, 4]);
  const optimizer = tf.train.adam(0.05);
  const x = wave<tf.Rank.R2>([8, 4], 3);
  let hanging: string | undefined;
  const at = (place: string): void => {
    if (hanging === place) forever();
  };
  const rates = optimizer as unknown as { accBeta1: tf.Variable };
  const { accBeta1 } = rates;
  Object.defineProperty(rates, "accBeta1", {
    enumerable: true,
    get: () => {
      at("an update");
      return accBeta1;
    },
  });
  const hangingGradient = tf.customGrad((...given: (tf.Tensor | tf.GradSaveFunc)[]) => {
    at("an op");
    return {
      value: (given[0] as tf.Tensor).clone(),
      gradFunc: (dy: tf.Tensor) => {
        at("a backward pass");
        return dy;
      },
    };
  });
  const step = compile((given: tf.Tensor2D, _: string | undefined) => {
    at("the beginning");
    tf.keep(given.mul(2)).dispose();
    const loss = optimizer.minimize(() => {
      const y = given.matMul<tf.Tensor2D>(weights).add(outside).tanh();
      at("a gradient");
      tf.tidy(() => at("a tidy"));
      return hangingGradient(y).square().mean();
    }, true) as tf.Scalar;
    at("the end, after the assignments");
    return loss;
  });
  const how = (hang: string | undefined): void => {
    hanging = hang;
  };
  return {
    weights,
    learningRate: () => (optimizer as unknown as { learningRate: number }).learningRate,
    train: (hang) => {
      how(hang);
      return step(x, hang);
    },
    eager: () => {
      how(undefined);
      return step.eager(x, undefined);
    },
    dispose: () => {
      step.dispose();
      disposeOptimizer(optimizer);
      free(weights, outside, x);
    },
  };
}

describe("an interrupt while a step is traced", () => {
  const places = [
    "the beginning",
    "an op",
    "a gradient",
    "a tidy",
    "a backward pass",
    "an update",
    "the end, after the assignments",
  ];
  for (const place of places) {
    it(`at ${place}: everything is as before, and eager, this trace and a new one work`, () => {
      const { train, eager, weights, learningRate, dispose } = setUp();
      const first = weights.clone();
      const { random } = Math;
      const backend = tf.backend() as unknown as { binding: object };
      const { binding } = backend;
      const keys = Object.keys(backend).sort();
      const before = tf.memory().numTensors;
      interrupt(() => train(place));
      assert.equal(learningRate(), 0.05);
      const made = tf.memory().numTensors - before;
      assert.equal(Math.random, random);
      assert.equal(backend.binding, binding);
      assert.deepEqual(Object.keys(backend).sort(), keys);
      const { gradientDepth, kernelDepth, scopeStack } = tf.engine().state;
      assert.deepEqual([gradientDepth, kernelDepth, scopeStack.length], [0, 0, 0]);
      agree(weights, first);
      // The optimizer's two accumulators, where it had got to them, are its own and stay.
      assert.equal(made, place === "the end, after the assignments" ? 2 : 0);
      const losses = [eager(), train(), train(), eager()];
      const values = losses.map((loss) => loss.dataSync()[0]);
      assert.ok(values[0] > values[1] && values[1] > values[2] && values[2] > values[3], values.join());
      // and from the same weights, the same step
      weights.assign(first);
      const again = [train(), eager()];
      assert.ok(again[0].dataSync()[0] === values[0]);
      dispose();
      free(first, losses, again);
    });
  }

  it("of a step that is traced within a tidy frees the tidy's tensors", () => {
    const { train, weights, dispose } = setUp();
    const before = tf.memory().numTensors;
    interrupt(() =>
      tf.tidy(() => {
        weights.mul(3);
        return train("a gradient");
      }),
    );
    assert.equal(tf.memory().numTensors, before);
    const loss = train();
    assert.ok(loss.dataSync()[0] > 0);
    loss.dispose();
    dispose();
  });

  it("twice, and with a compiled step inside a compiled step", () => {
    const w = variable(tf.scalar(2));
    let hang = true;
    const inner = compile((x: tf.Tensor) => {
      const y = x.mul(w).square();
      if (hang) forever();
      return y;
    });
    const outer = compile((x: tf.Tensor) =>
      tf
        .grad((t) => inner(t))(x)
        .add(w),
    );
    const x = tf.scalar(3);
    interrupt(() => outer(x), 50);
    interrupt(() => inner(x), 50);
    interrupt(() => outer(x), 50);
    hang = false;
    const [a, b] = [outer(x), inner(x)];
    assert.deepEqual([a.dataSync()[0], b.dataSync()[0], w.dataSync()[0]], [2 * 4 * 3 + 2, 36, 2]);
    outer.dispose();
    inner.dispose();
    free(w, x, a, b);
  });
});
