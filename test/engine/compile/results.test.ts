import assert from "node:assert/strict";
import { compile } from "../../../src/engine/compile";
import { tf } from "../../../src/engine/tf";
import { agree, free, wave, variable } from "./agree";

const list = (tensor: tf.Tensor): number[] => {
  const values = [...tensor.dataSync()];
  tensor.dispose();
  return values;
};

describe("results of a compiled step", () => {
  it("are nested as the step nests them, plain values included", () => {
    const step = compile((x: tf.Tensor) => ({
      all: [x.add(1), { deep: x.mul(2) }],
      text: "kept",
      none: null,
      count: 3,
    }));
    const x = wave<tf.Rank.R1>([3]);
    const [compiled, eager] = [step(x), step.eager(x)];
    agree(compiled, eager);
    step.dispose();
    free(x, compiled, eager);
  });

  it("may be one tensor twice, an argument, a variable's value, a constant and a tensor from outside: each owns its memory", () => {
    const [outside, held, x] = [tf.tensor1d([7, 8]), variable(tf.tensor1d([5, 6])), tf.tensor1d([1, 2])];
    const step = compile((given: tf.Tensor1D) => {
      const twice = given.mul<tf.Tensor1D>(3);
      return [twice, twice, given, given, held, tf.tensor1d([9, 10]), outside, given.reshape<tf.Tensor1D>([2])];
    });
    const results = [step(x), step.eager(x), step(x)];
    results[0][0].dispose();
    results[1][0].dispose();
    held.assign(outside);
    free(outside, held, x);
    step.dispose();
    for (const [, ...rest] of results)
      assert.deepEqual(rest.map(list), [
        [3, 6],
        [1, 2],
        [1, 2],
        [5, 6],
        [9, 10],
        [7, 8],
        [1, 2],
      ]);
    results[2][0].dispose();
  });

  it("may be nothing at all", () => {
    const held = variable(tf.scalar(1));
    const nothing = compile(() => undefined);
    const assigns = compile((by: tf.Scalar) => {
      held.assign(held.add(by));
    });
    assert.equal(nothing(), undefined);
    assert.equal(nothing(), undefined);
    assert.equal(assigns(2), undefined);
    assert.equal(held.dataSync()[0], 3);
    nothing.dispose();
    assigns.dispose();
    held.dispose();
  });

  it("belong to the caller's tidy", () => {
    const step = compile((x: tf.Tensor) => x.add(1));
    const x = tf.scalar(1);
    const before = tf.memory().numTensors;
    const kept = tf.tidy(() => {
      step(x);
      return step(x);
    });
    assert.equal(tf.memory().numTensors, before + 1);
    assert.deepEqual(list(kept), [2]);
    step.dispose();
    x.dispose();
  });

  it("are refused by name when they are neither tensors nor plain data", () => {
    const x = tf.scalar(1);
    const step = compile(() => ({ inner: new Map() }) as unknown as tf.Tensor);
    assert.throws(() => step(), /compile: the result\.inner is a Map; a step takes and gives tensors/);
    assert.throws(() => step.eager(), /compile: the result\.inner is a Map/);
    x.dispose();
  });

  it("keep the sign of zero and every NaN of a constant made in the step", () => {
    const step = compile(() => {
      const zeros = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 0 : -0));
      return [tf.tensor1d(zeros), tf.tensor1d([0]), tf.tensor1d([-0]), tf.fill([20], NaN), tf.fill([20], -0)];
    });
    const [compiled, eager] = [step(), step.eager()];
    compiled.forEach((tensor, at) => {
      const [a, b] = [tensor.dataSync(), eager[at].dataSync()];
      assert.ok(
        b.every((value, i) => Object.is(value, a[i])),
        `result ${at}: ${a.join()}`,
      );
    });
    step.dispose();
    free(compiled, eager);
  });
});
