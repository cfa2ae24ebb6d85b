import assert from "node:assert/strict";
import { compile } from "../../../src/engine/compile";
import { tf } from "../../../src/engine/tf";
import { free } from "./agree";

const read = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];
const take = (tensor: tf.Tensor): number[] => {
  const values = read(tensor);
  tensor.dispose();
  return values;
};

describe("tensors from outside a compiled step", () => {
  it("are kept as they were at the trace, though they are disposed of afterwards", () => {
    const outside = tf.tensor1d([1, 2]);
    const step = compile((x: tf.Scalar) => outside.mul(x));
    assert.deepEqual(take(step(2)), [2, 4]);
    outside.dispose();
    assert.deepEqual(take(step(3)), [3, 6]);
    step.dispose();
  });

  it("that TensorFlow has not got yet are usable in the step and after it", () => {
    const [used, unused] = [tf.tensor1d([1, 2]), tf.tensor1d([3, 4])];
    const step = compile((x: tf.Scalar) => used.mul(x));
    assert.deepEqual(take(step(2)), [2, 4]);
    assert.deepEqual(
      [read(used), read(unused)],
      [
        [1, 2],
        [3, 4],
      ],
    );
    assert.deepEqual(take(used.add(unused)), [4, 6]);
    step.dispose();
    free(used, unused);
  });

  it("that are disposed of before the trace are an error with the line", () => {
    const outside = tf.tensor1d([1, 2]);
    outside.dispose();
    const step = compile((x: tf.Scalar) => {
      return tf.add(x, outside);
    });
    assert.throws(
      () => step(2),
      /compile: the step uses a tensor that is disposed of at .*captures\.test\.[jt]s:\d+:\d+/,
    );
  });

  it("may be read in the step, as any value that is there", () => {
    const outside = tf.tensor1d([3]);
    const step = compile((x: tf.Scalar) => x.mul(outside.square().shape[0]).mul(outside.dataSync()[0]));
    assert.deepEqual(take(step(2)), [6]);
    step.dispose();
    outside.dispose();
  });

  it("that the step itself keeps are an error, and freed", () => {
    let kept: tf.Tensor | undefined;
    const step = compile((x: tf.Tensor) => {
      kept = tf.keep(x.mul(2));
      return kept.add(1);
    });
    const x = tf.scalar(1);
    assert.throws(
      () => step(x),
      /compile: 1 tensors made in the step outlive it \(tf\.keep\); return them instead, or hold them in a tf\.variable/,
    );
    assert.equal(kept?.isDisposed, true);
    x.dispose();
  });

  it("that the step keeps and then fails are freed too", () => {
    const step = compile((x: tf.Tensor) => {
      tf.keep(x.mul(2));
      tf.keep(x.clone());
      throw new Error("mine");
    });
    const x = tf.scalar(1);
    assert.throws(() => step(x), /mine/);
    x.dispose();
  });
});
