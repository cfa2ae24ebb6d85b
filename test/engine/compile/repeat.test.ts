import assert from "node:assert/strict";
import { bytesTensor, fromBytes } from "../../../src/engine/bytes";
import { compile, CompileError, repeat } from "../../../src/engine/compile";
import { tf } from "../../../src/engine/tf";
import { agree, free, variable, wave } from "./agree";

/** Linear regression by Adam, with the rate and the batch of each step as arguments. */
function problem(): {
  step: (batch: { x: tf.Tensor2D; y: tf.Tensor1D }, rate: tf.Scalar) => { loss: tf.Scalar; slope: tf.Tensor };
  held: unknown[];
  weights: tf.Variable;
} {
  const weights = variable(wave<tf.Rank.R2>([3, 1]));
  const optimizer = tf.train.adam(0.05);
  const step = (batch: { x: tf.Tensor2D; y: tf.Tensor1D }, rate: tf.Scalar) => {
    const loss = optimizer.minimize(
      () => tf.matMul(batch.x, weights).squeeze([1]).sub(batch.y).square().mean().mul(rate),
      true,
      [weights],
    ) as tf.Scalar;
    return { loss, slope: weights.add(0) };
  };
  return { step, held: [weights, ...(Object.values(optimizer) as unknown[])], weights };
}

describe("repeat", () => {
  const batches = (): { x: tf.Tensor3D; y: tf.Tensor2D } => ({ x: wave([5, 8, 3]), y: wave([5, 8], 3) });

  it("makes of K calls one, with the results stacked and the same variables after it", () => {
    const [one, many] = [problem(), problem()];
    const data = batches();
    const single = compile(one.step);
    const losses: number[] = [];
    for (let k = 0; k < 5; k++) {
      const batch = tf.tidy(() => ({
        x: tf.unstack(data.x)[k] as tf.Tensor2D,
        y: tf.unstack(data.y)[k] as tf.Tensor1D,
      }));
      const { loss, slope } = single(batch, 2);
      losses.push(loss.dataSync()[0]);
      free(loss, slope, batch.x, batch.y);
    }
    const several = compile(repeat(many.step, 5));
    const result = several(data as never, 2);
    assert.deepEqual(result.loss.shape, [5]);
    assert.deepEqual(result.slope.shape, [5, 3, 1]);
    result.loss.dataSync().forEach((loss, k) => assert.ok(Math.abs(loss - losses[k]) < 1e-6));
    agree(many.weights, one.weights);
    assert.equal(several.traces.length, 1);
    single.dispose();
    several.dispose();
    free(result, data, one.held, many.held);
  });

  it("works op by op too", () => {
    const { step, held } = problem();
    const data = batches();
    const rate = tf.scalar(1);
    const result = repeat(step, 5)(data as never, rate);
    assert.deepEqual(result.loss.shape, [5]);
    free(result, data, rate, held);
  });

  it("takes batches of bytes, compiled and op by op", () => {
    const bytes = bytesTensor(
      Uint8Array.from({ length: 24 }, (_, i) => 10 * i),
      [3, 2, 4],
    );
    const step = compile(repeat((batch: tf.Tensor) => fromBytes(batch).sum(1), 3));
    const [actual, expected] = [step(bytes), tf.tidy(() => fromBytes(bytes).sum(2))];
    agree(actual, expected);
    const eager = step.eager(bytes);
    agree(eager, expected);
    step.dispose();
    free(bytes, actual, eager, expected);
  });

  it("refuses a first axis of another length, and a number of steps that is none", () => {
    const x = wave([4, 2]);
    assert.throws(
      () => compile(repeat((batch: tf.Tensor) => batch.sum(), 3))(x),
      new CompileError("repeat: arguments[0] is float32 [4, 2]; its first length must be 3, one entry for each step"),
    );
    for (const times of [0, 1.5, NaN])
      assert.throws(
        () => repeat(() => 1, times),
        new CompileError(`repeat: times is ${times}; it must be a whole number from 1`),
      );
    x.dispose();
  });
});
