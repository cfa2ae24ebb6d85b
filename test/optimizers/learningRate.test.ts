import assert from "node:assert/strict";
import { tf } from "../../src/engine/tf";
import { disposeOptimizer } from "../../src/optimizers/disposeOptimizer";
import { setLearningRate } from "../../src/optimizers/learningRate";
import { OptimizerError } from "../../src/optimizers/optimizerError";

/** How far one step moves a variable under a gradient of 1. */
function move(optimizer: tf.Optimizer, x: tf.Variable): number {
  const before = x.dataSync()[0];
  optimizer.minimize(() => x.sum<tf.Scalar>(), false, [x]);
  return before - x.dataSync()[0];
}

describe("setLearningRate", () => {
  it("makes the next step of every optimizer of tf.train proportional to the new rate", () => {
    const optimizers: Record<string, () => tf.Optimizer> = {
      sgd: () => tf.train.sgd(1),
      momentum: () => tf.train.momentum(1, 0),
      adam: () => tf.train.adam(1),
      adamax: () => tf.train.adamax(1),
      adagrad: () => tf.train.adagrad(1),
      adadelta: () => tf.train.adadelta(1),
      rmsprop: () => tf.train.rmsprop(1),
    };
    for (const [name, make] of Object.entries(optimizers)) {
      const moves = [1, 0.25].map((rate) => {
        const x = tf.tidy(() => tf.variable(tf.tensor1d([0])));
        const optimizer = make();
        setLearningRate(optimizer, rate);
        const moved = move(optimizer, x);
        disposeOptimizer(optimizer);
        x.dispose();
        return moved;
      });
      assert.ok(moves[0] > 0 && Math.abs(moves[1] / moves[0] - 0.25) < 1e-5, `${name}: ${moves.join(", ")}`);
    }
  });

  it("refuses an optimizer that has no learning rate", () => {
    const custom = { getClassName: () => "Custom" } as tf.Optimizer;
    assert.throws(
      () => setLearningRate(custom, 1),
      new OptimizerError("setLearningRate: Custom has no numeric learningRate; an optimizer of tf.train is needed"),
    );
  });
});
