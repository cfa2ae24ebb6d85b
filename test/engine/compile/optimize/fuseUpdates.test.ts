import assert from "node:assert/strict";
import { compile } from "../../../../src/engine/compile";
import { tf } from "../../../../src/engine/tf";
import { free, variable, wave } from "../agree";

const ops = (graph: string): string[] => [...graph.matchAll(/= (\w+)\(/g)].map(([, op]) => op);
const arithmetic = ["Add", "AddV2", "Sub", "Mul", "RealDiv", "Sqrt", "Square", "Maximum"];

describe("the updates of a compiled step", () => {
  // Blocks of the kernel have 256 elements, its parts 16,384; from 65,536 on there are several threads.
  const shapes: number[][] = [[1], [7], [256], [3, 100], [300, 250], [2, 2, 5, 3]];

  it("are one kernel, equal to the bit to what the ops give one by one", () => {
    for (const make of [
      () => tf.train.adam(0.1),
      () => tf.train.momentum(0.1, 0.9, true),
      () => tf.train.rmsprop(0.1),
    ]) {
      const results = [true, false].map((fuse) => {
        const weights = shapes.map((shape, i) => variable(wave(shape as [number], i)));
        const optimizer = make();
        const step = compile(
          () => optimizer.minimize(() => tf.addN(weights.map((w) => w.square().sum().asScalar())), false, weights),
          { fuse },
        );
        for (let i = 0; i < 4; i++) step();
        const names = ops(step.graph());
        const values = weights.map((w) => [...w.dataSync()]);
        step.dispose();
        optimizer.dispose();
        free(weights, ...Object.values(optimizer).filter((field) => field instanceof tf.Tensor));
        return { names, values };
      });
      const [fused, plain] = results;
      assert.deepEqual(fused.values, plain.values);
      assert.equal(fused.names.filter((op) => op === "ContrastbookElementwise").length, 1);
      // What is left of them are the gradients and scalars.
      const count = (names: string[]): number => names.filter((op) => arithmetic.includes(op)).length;
      assert.ok(count(fused.names) < count(plain.names) / 2, `${fused.names.join()} against ${plain.names.join()}`);
    }
  });

  it("knows every operation, operands on both sides, and numbers that are not finite", () => {
    const a = tf.tensor1d([-3, -0.5, 0, 1, 2.5, NaN, Infinity]);
    const b = tf.tensor1d([2, 0, -1, 1, 0.1, 4, -1]);
    const step = (x: tf.Tensor, y: tf.Tensor, k: tf.Scalar): tf.Tensor[] => [
      x.add(y).sub(k),
      tf.sub(k, x).mul(y),
      x.div(y).maximum(k),
      tf.div(k, y).minimum(x),
      x.neg().abs().sqrt(),
      y.square().add(k).rsqrt(),
      tf.maximum(x, y).minimum(y.add(1)),
      x.abs().sub(x),
    ];
    const compiled = compile(step);
    const [actual, expected] = [compiled(a, b, 1.5), compiled.eager(a, b, 1.5)];
    actual.forEach((tensor, i) => assert.deepEqual(tensor.dataSync(), expected[i].dataSync(), `result ${i}`));
    assert.deepEqual(ops(compiled.graph()), ["ContrastbookElementwise"]);
    compiled.dispose();
    free(a, b, actual, expected);
  });

  it("leave alone what other ops use, other dtypes and broadcasts", () => {
    const x = wave<tf.Rank.R2>([4, 3]);
    const step = (m: tf.Tensor2D): tf.Tensor[] => {
      const inner = m.add(1).mul(m).sub(2);
      const whole = m.toInt();
      return [inner, inner.matMul(inner, true), m.add(m.sum(0)), whole.add(whole).mul(whole).sub(whole)];
    };
    const compiled = compile(step);
    const [actual, expected] = [compiled(x), compiled.eager(x)];
    actual.forEach((tensor, i) => assert.deepEqual(tensor.dataSync(), expected[i].dataSync(), `result ${i}`));
    assert.ok(!ops(compiled.graph()).includes("ContrastbookElementwise"));
    compiled.dispose();
    free(x, actual, expected);
  });

  it("take results that are used twice, and one another's", () => {
    const x = wave([300]);
    const step = (v: tf.Tensor): tf.Tensor[] => {
      const a = v.add(1);
      const b = a.mul(v);
      return [b, a, b, b.sub(a)];
    };
    const compiled = compile(step);
    const [actual, expected] = [compiled(x), compiled.eager(x)];
    actual.forEach((tensor, i) => assert.deepEqual(tensor.dataSync(), expected[i].dataSync(), `result ${i}`));
    compiled.dispose();
    free(x, actual, expected);
  });
});
