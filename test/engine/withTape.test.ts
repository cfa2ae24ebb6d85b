import assert from "node:assert/strict";
import { tf } from "../../src/engine/tf";
import { withTape } from "../../src/engine/withTape";

const broken = (x: tf.Tensor): tf.Tensor => {
  tf.tidy(() => x.square().exp().softmax());
  throw new Error("under edit");
};

describe("withTape", () => {
  it("frees what a gradient saved when the function under it throws, and lets the next gradient be right", () => {
    const x = tf.tensor1d([1, 2, 3]);
    const before = tf.memory().numTensors;
    assert.throws(() => withTape(() => tf.tidy(() => tf.grad(broken)(x))), new Error("under edit"));
    assert.equal(tf.memory().numTensors, before);
    const gradient = tf.tidy(() => withTape(() => tf.grad((y) => y.square())(x)).dataSync());
    assert.deepEqual([...gradient], [2, 4, 6]);
    x.dispose();
  });

  it("leaves to an outer gradient what that still needs", () => {
    const gradient = tf.tidy(() => {
      const outer = (y: tf.Tensor): tf.Tensor => {
        const kept = y.square();
        assert.throws(() => withTape(() => tf.grad(broken)(y)));
        return kept;
      };
      return tf
        .grad(outer)(tf.tensor1d([5]))
        .dataSync();
    });
    assert.deepEqual([...gradient], [10]);
  });
});
