import assert from "node:assert/strict";
import { compile } from "../../../../src/engine/compile";
import { tf } from "../../../../src/engine/tf";
import { agree, free, wave } from "../agree";

const ops = (graph: string): string[] => [...graph.matchAll(/= (\w+)\(/g)].map(([, op]) => op);

describe("a compiled step", () => {
  it("has no casts and reshapes that change nothing, and keeps those that do", () => {
    const x = wave<tf.Rank.R2>([2, 3]);
    const step = compile((m: tf.Tensor2D) => m.toFloat().reshape([2, 3]).exp().reshape([3, 2]).toInt());
    const [actual, expected] = [step(x), step.eager(x)];
    agree(actual, expected);
    assert.deepEqual(ops(step.graph()), ["Exp", "Reshape", "Cast"]);
    step.dispose();
    free(x, actual, expected);
  });

  it("adds the bias of a product or a convolution by BiasAdd, and no other vector", () => {
    const [x, w, b, images, filter] = [wave([4, 3]), wave([3, 3]), wave([3]), wave([1, 4, 4, 3]), wave([3, 3, 3, 3])];
    const step = compile((m: tf.Tensor2D, k: tf.Tensor2D, v: tf.Tensor1D, i: tf.Tensor4D, f: tf.Tensor4D) => [
      tf.elu(tf.add(tf.matMul(m, k), v)),
      tf.relu(tf.add(tf.conv2d(i, f, 1, "same"), v)),
      m.add(v),
    ]);
    const args = [x, w, b, images, filter] as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D, tf.Tensor4D, tf.Tensor4D];
    const [actual, expected] = [step(...args), step.eager(...args)];
    agree(actual, expected);
    assert.equal(ops(step.graph()).filter((op) => op === "BiasAdd").length, 2);
    step.dispose();
    free(args, actual, expected);
  });
});
