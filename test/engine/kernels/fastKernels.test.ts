import assert from "node:assert/strict";
import { compile } from "../../../src/engine/compile";
import { tf } from "../../../src/engine/tf";

const wave = (length: number, rate: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => Math.sin(rate * i * i));
const close = (actual: ArrayLike<number>, expected: number[]): void => {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, i) =>
    assert.ok(Math.abs(actual[i] - value) <= 1e-5 * (1 + Math.abs(value)), `entry ${i}: ${actual[i]} is not ${value}`),
  );
};
const [m, k, n] = [5, 4, 3];
const a = wave(m * k, 0.3);
const b = wave(k * n, 0.7);
/** In float64. */
const product = Array.from({ length: m * n }, (_, at) => {
  const [row, column] = [Math.floor(at / n), at % n];
  return Array.from({ length: k }, (_, j) => a[row * k + j] * b[j * n + column]).reduce((sum, x) => sum + x);
});
const ops = (f: (...given: tf.Tensor[]) => tf.Tensor, ...given: tf.Tensor[]): string => {
  const compiled = compile(f);
  compiled(...given).dispose();
  const graph = compiled.graph();
  compiled.dispose();
  return graph;
};

describe("the product of two matrices", () => {
  for (const [transposeA, transposeB] of [
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])
    for (const batch of [[], [1], [2]])
      it(`is what loops give in float64: ${batch.length ? `batch of ${batch[0]}, ` : ""}transposed ${transposeA}, ${transposeB}`, () => {
        const actual = tf.tidy(() => {
          const turn = (x: tf.Tensor, turned: boolean): tf.Tensor => (turned ? x.transpose() : x);
          const spread = (x: tf.Tensor): tf.Tensor =>
            batch.length === 0 ? x : tf.stack(Array.from({ length: batch[0] }, (_, i) => x.mul(i + 1)));
          const left = spread(turn(tf.tensor2d(a, [m, k]), transposeA));
          const right = spread(turn(tf.tensor2d(b, [k, n]), transposeB));
          const y = tf.matMul(left, right, transposeA, transposeB);
          assert.deepEqual(y.shape, [...batch, m, n]);
          return y.dataSync();
        });
        const copies = Array.from({ length: batch[0] ?? 1 }, (_, i) => product.map((x) => x * (i + 1) ** 2));
        close(actual, copies.flat());
      });

  it("is TensorFlow's MatMul, in a dense layer and its gradients too", () => {
    tf.tidy(() => {
      const given = [tf.tensor2d(a, [m, k]), tf.tensor2d(b, [k, n]), tf.tensor1d([1, 2, 3])];
      const dense = (x: tf.Tensor, w: tf.Tensor, bias: tf.Tensor): tf.Tensor => tf.fused.matMul({ a: x, b: w, bias });
      const graph = ops(
        (x, w, bias) =>
          tf.stack(
            tf
              .grads(dense)([x, w, bias])
              .map((slope) => slope.sum()),
          ),
        ...given,
      );
      assert.equal(graph.match(/= MatMul/g)?.length, 2, graph);
      assert.doesNotMatch(graph, /BatchMatMul/);
    });
  });

  it("has its bias added and its activation applied in a dense layer, with gradients", () => {
    const [y, dBias, dA] = tf.tidy(() => {
      const dense = (x: tf.Tensor, w: tf.Tensor, bias: tf.Tensor): tf.Tensor =>
        tf.fused.matMul({ a: x, b: w, bias, activation: "relu" });
      const given = [tf.tensor2d(a, [m, k]), tf.tensor2d(b, [k, n]), tf.tensor1d([1, -2, 0.5])];
      const [slopeA, , slopeBias] = tf.grads(dense)(given);
      return [dense(given[0], given[1], given[2]), slopeBias, slopeA].map((x) => x.dataSync());
    });
    const before = product.map((x, at) => x + [1, -2, 0.5][at % n]);
    const passes = before.map((x) => (x > 0 ? 1 : 0));
    close(
      y,
      before.map((x) => Math.max(x, 0)),
    );
    close(
      dBias,
      [0, 1, 2].map((column) => passes.reduce<number>((sum, x, at) => (at % n === column ? sum + x : sum), 0)),
    );
    close(
      dA,
      [...a].map((_, at) => {
        const [row, j] = [Math.floor(at / k), at % k];
        return [0, 1, 2].reduce((sum, column) => sum + passes[row * n + column] * b[j * n + column], 0);
      }),
    );
  });
});

describe("the sum over all axes but the last", () => {
  for (const shape of [[7, 8], [7, 3], [2, 3, 9], [2, 3, 2, 16], [8], [1, 8]])
    for (const keepDims of [false, true])
      it(`is what loops give in float64 for [${shape.join(", ")}]${keepDims ? ", axes kept" : ""}`, () => {
        const channels = shape[shape.length - 1];
        const x = wave(tf.util.sizeFromShape(shape), 0.9);
        const axes = shape.slice(1).map((_, axis) => axis);
        const y = tf.tidy(() => {
          const sum = tf.sum(tf.tensor(x, shape), axes, keepDims);
          assert.deepEqual(sum.shape, keepDims ? [...axes.map(() => 1), channels] : [channels]);
          return sum.dataSync();
        });
        const expected = new Array<number>(channels).fill(0);
        x.forEach((value, at) => (expected[at % channels] += value));
        close(y, expected);
      });

  it("is exact for whole numbers", () => {
    const sums = tf.tidy(() => tf.sum(tf.ones([3, 8], "int32").mul(tf.scalar(1e7 + 1, "int32")), 0).arraySync());
    assert.deepEqual(sums, new Array(8).fill(3 * (1e7 + 1)));
  });

  it("is BiasAddGrad from 8 channels, the gradient of a bias included", () => {
    tf.tidy(() => {
      assert.match(
        ops((x) => tf.sum(x, 0), tf.ones([4, 8])),
        /BiasAddGrad/,
      );
      const slope = (bias: tf.Tensor, x: tf.Tensor): tf.Tensor => tf.grad((given) => x.add(given))(bias);
      assert.match(ops(slope, tf.ones([8]), tf.ones([2, 3, 3, 8])), /BiasAddGrad/);
      assert.doesNotMatch(
        ops((x) => tf.sum(x, 1), tf.ones([4, 8])),
        /BiasAddGrad/,
      );
    });
  });
});
