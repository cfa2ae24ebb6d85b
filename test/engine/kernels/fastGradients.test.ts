import assert from "node:assert/strict";
import { compile } from "../../../src/engine/compile";
import { tf } from "../../../src/engine/tf";

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

interface Case {
  name: string;
  f: (x: tf.Tensor) => tf.Tensor;
  /** First and second derivative in float64. */
  first: (x: number) => number;
  second: (x: number) => number;
  /** Ops of the first derivative, the function's own and its argument included. */
  ops: number;
}

const cases: Case[] = [
  { name: "relu", f: tf.relu, first: (x) => (x > 0 ? 1 : 0), second: () => 0, ops: 4 },
  {
    name: "leakyRelu",
    f: (x) => tf.leakyRelu(x, 0.3),
    first: (x) => (x > 0 ? 1 : 0.3),
    second: () => 0,
    ops: 3,
  },
  { name: "elu", f: tf.elu, first: (x) => Math.min(1, Math.exp(x)), second: (x) => (x > 0 ? 0 : Math.exp(x)), ops: 4 },
  {
    name: "sigmoid",
    f: tf.sigmoid,
    first: (x) => sigmoid(x) * sigmoid(-x),
    second: (x) => sigmoid(x) * sigmoid(-x) * (1 - 2 * sigmoid(x)),
    ops: 4,
  },
  {
    name: "tanh",
    f: tf.tanh,
    first: (x) => 1 - Math.tanh(x) ** 2,
    second: (x) => -2 * Math.tanh(x) * (1 - Math.tanh(x) ** 2),
    ops: 4,
  },
  { name: "softplus", f: tf.softplus, first: sigmoid, second: (x) => sigmoid(x) * sigmoid(-x), ops: 3 },
  {
    name: "sqrt",
    f: (x) => tf.sqrt(x.add(3)),
    first: (x) => 0.5 * (x + 3) ** -0.5,
    second: (x) => -0.25 * (x + 3) ** -1.5,
    ops: 8,
  },
  {
    name: "rsqrt",
    f: (x) => tf.rsqrt(x.add(3)),
    first: (x) => -0.5 * (x + 3) ** -1.5,
    second: (x) => 0.75 * (x + 3) ** -2.5,
    ops: 8,
  },
];

const points = [-2.5, -0.7, -0.01, 0.02, 0.4, 1.9];
const weights = [1, -2, 0.5, 3, -1, 2];
const close = (actual: ArrayLike<number>, expected: number[]): void => {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, i) =>
    assert.ok(Math.abs(actual[i] - value) <= 1e-5 * (1 + Math.abs(value)), `entry ${i}: ${actual[i]} is not ${value}`),
  );
};
const compute = (make: () => tf.Tensor): number[] => tf.tidy(() => [...make().dataSync()]);

describe("the gradients of ordinary tfjs functions", () => {
  for (const { name, f, first, second, ops } of cases) {
    const slope = tf.grad((x: tf.Tensor) => f(x).mul(tf.tensor1d(weights)));
    const firsts = points.map((x, i) => weights[i] * first(x));

    it(`are the derivative of ${name}, and its derivative in turn`, () => {
      close(
        compute(() => slope(tf.tensor1d(points))),
        firsts,
      );
      close(
        compute(() => tf.grad((x) => slope(x).square())(tf.tensor1d(points))),
        points.map((x, i) => 2 * firsts[i] * weights[i] * second(x)),
      );
    });

    it(`are one op for ${name}`, () => {
      const compiled = compile((x: tf.Tensor, dy: tf.Tensor) => tf.grad(f)(x, dy), { fuse: false });
      const actual = compute(() => compiled(tf.tensor1d(points), tf.tensor1d(weights)));
      close(actual, firsts);
      assert.equal(compiled.traces[0].nodes, ops, compiled.graph());
      compiled.dispose();
    });
  }

  it("are those of a whole number's relu, too", () => {
    const slope = compute(() => tf.grad((x) => tf.relu(x).cast("float32"))(tf.tensor1d([-1, 0, 2], "int32")));
    assert.deepEqual(slope, [0, 0, 1]);
  });

  for (const reduce of ["sum", "mean"] as const)
    for (const [axis, keepDims] of [
      [undefined, false],
      [[0], false],
      [[1, 2], true],
      [[0, 2], false],
      [-1, false],
    ] as const)
      it(`come back to every element of a ${reduce} over ${String(axis)}`, () => {
        const x = Float32Array.from({ length: 24 }, (_, i) => Math.sin(i));
        const shape: [number, number, number] = [2, 3, 4];
        const axes = axis === undefined ? [0, 1, 2] : [axis].flat().map((a) => (a + 3) % 3);
        const count = axes.reduce((product, a) => product * shape[a], 1);
        const reduced = (input: tf.Tensor): tf.Tensor => input[reduce](axis as number | number[] | undefined, keepDims);
        // Σ over the kept places of weight · reduced³, the weights 1, 2, ...
        const weigh = (y: tf.Tensor): tf.Tensor => y.pow(3).mul(tf.range(1, y.size + 1).reshape(y.shape));
        const place = (i: number): string =>
          [Math.floor(i / 12), Math.floor(i / 4) % 3, i % 4].filter((_, a) => !axes.includes(a)).join();
        const places = [...new Set(Array.from(x, (_, i) => place(i)))];
        const scale = reduce === "mean" ? 1 / count : 1;
        const value = (i: number): number =>
          x.reduce((sum, v, j) => (place(j) === place(i) ? sum + v : sum), 0) * scale;
        const weight = (i: number): number => places.indexOf(place(i)) + 1;
        const slope = tf.grad((input: tf.Tensor) => weigh(reduced(input)).sum());
        close(
          compute(() => slope(tf.tensor3d(x, shape))),
          [...x].map((_, i) => 3 * weight(i) * value(i) ** 2 * scale),
        );
        // The gradient of the gradients' sum: each element changes `count` equal ones.
        close(
          compute(() => tf.grad((input) => slope(input).sum())(tf.tensor3d(x, shape))),
          [...x].map((_, i) => 6 * weight(i) * value(i) * scale * scale * count),
        );
      });
});
