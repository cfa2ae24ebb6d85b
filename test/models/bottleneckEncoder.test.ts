import assert from "node:assert/strict";
import { tf } from "../../src/engine/tf";
import { bottleneckEncoder, type BottleneckEncoderOptions } from "../../src/models/bottleneckEncoder";
import { ModelError } from "../../src/models/modelError";
import { key } from "../../src/random/key";
import { normal } from "../../src/random/normal";
import { agree } from "../support/agree";

const of = "bottleneckEncoder";
const x = [
  [0.5, -1],
  [2, 0.25],
  [-0.75, 1],
];

interface Given {
  z: number[];
  mean?: number[];
  deviation?: number[];
  /** Kernels and biases in turn. */
  weights: number[][] | number[][][];
}

/** Codes of x, of weights that the test sets or of those of the seed. */
function codes(options: Partial<BottleneckEncoderOptions>, seed?: number, weights?: number[][][]): Given {
  const encoder = bottleneckEncoder({ inputDim: 2, codeDim: 2, hiddenDims: [], seed: 5, ...options });
  const model = encoder.models.encoder;
  if (weights)
    tf.tidy(() => model.setWeights(weights.map((one) => (one.length === 1 ? tf.tensor1d(one[0]) : tf.tensor2d(one)))));
  try {
    return tf.tidy(() => {
      const { z, gaussian } = encoder.encode(tf.tensor2d(x), seed === undefined ? undefined : key(seed));
      const told = gaussian && { mean: [...gaussian.mean.dataSync()], deviation: [...gaussian.deviation.dataSync()] };
      return {
        z: [...z.dataSync()],
        ...told,
        weights: model.getWeights().map((one) => one.arraySync()) as number[][][],
      };
    });
  } finally {
    encoder.dispose();
  }
}

/** A perceptron of rectified hidden layers in doubles, with a factor on each hidden unit. */
function byLoops(
  weights: unknown,
  rows: number[][],
  factor: (row: number, layer: number, unit: number) => number = () => 1,
): number[] {
  const arrays = weights as [number[][], number[]];
  return rows.flatMap((row, n) => {
    let values = row;
    for (let layer = 0; 2 * layer < arrays.length; layer++) {
      const [kernel, bias] = [arrays[2 * layer] as number[][], arrays[2 * layer + 1] as number[]];
      const sums = bias.map((b, j) => values.reduce((sum, value, i) => sum + value * kernel[i][j], b));
      const last = 2 * layer + 2 === arrays.length;
      values = last ? sums : sums.map((sum, j) => Math.max(0, sum) * factor(n, layer, j));
    }
    return values;
  });
}

const identity = [
  [
    [1, 0],
    [0, 1],
  ],
  [[0, 0]],
];
const drawn = (seed: number, shape: [number, number]): number[] =>
  tf.tidy(() => [...normal(key(seed), shape).dataSync()]);
const softplus = (s: number): number => Math.log1p(Math.exp(s));

describe("bottleneckEncoder", () => {
  it("is a perceptron of rectifiers where there is no noise, or no key for it", () => {
    for (const noise of [
      { kind: "none" },
      { kind: "dropout", rate: 0.5 },
      { kind: "additive", deviation: 1 },
    ] as const) {
      const { z, weights } = codes({ hiddenDims: [5, 4], noise }, noise.kind === "none" ? 3 : undefined);
      agree({ of, with: "loops in float64" }, z, byLoops(weights, x), 1e-6);
    }
  });

  it("adds noise of the deviation to x, and draws by the key alone", () => {
    const noise = { kind: "additive", deviation: 0.3 } as const;
    const expected = drawn(9, [3, 2]).map((epsilon, at) => x.flat()[at] + 0.3 * epsilon);
    agree({ of, with: "closed form" }, codes({ noise }, 9, identity).z, expected, 1e-6);
    assert.notDeepEqual(codes({ noise }, 10, identity).z, codes({ noise }, 9, identity).z);
  });

  it("draws Gaussian codes of the mean and the deviation that the network gives, and gives the mean without a key", () => {
    const noise = { kind: "gaussian" } as const;
    // μ is x, s is 5 + x.
    const weights = [
      [
        [1, 0, 1, 0],
        [0, 1, 0, 1],
      ],
      [[0, 0, 5, 5]],
    ];
    const { z, mean = [], deviation = [] } = codes({ noise }, 9, weights);
    agree({ of, with: "closed form" }, mean, x.flat(), 1e-6);
    agree({ of, with: "closed form" }, deviation, x.flat().map(softplus), 1e-6);
    const epsilon = drawn(9, [3, 2]);
    agree(
      { of, with: "closed form" },
      z,
      x.flat().map((mu, at) => mu + softplus(mu) * epsilon[at]),
      1e-6,
    );
    assert.deepEqual(codes({ noise }, undefined, weights).z, mean);
    const begun = codes({ noise, hiddenDims: [5, 4] });
    const [means, s] = [0, 2].map((from) =>
      byLoops(begun.weights, x).filter((_, at) => at % 4 >= from && at % 4 < from + 2),
    );
    agree({ of, with: "loops in float64" }, begun.mean ?? [], means, 1e-6);
    agree(
      { of, with: "loops in float64" },
      begun.deviation ?? [],
      s.map((one) => softplus(one - 5)),
      1e-6,
    );
  });

  it("leaves out hidden units at the rate of dropout, none of x or of the code, and makes up for them", () => {
    const units = 4000;
    const ones = (rows: number, columns: number): number[][] =>
      Array.from({ length: rows }, () => Array<number>(columns).fill(1));
    // Each hidden unit is |x| apart from the others; the code is their mean.
    const weights = [
      ones(2, units),
      [Array<number>(units).fill(0)],
      ones(units, 2).map((row) => row.map(() => 1 / units)),
      [[0.5, 0.5]],
    ];
    const noise = { kind: "dropout", rate: 0.4 } as const;
    const { z } = codes({ hiddenDims: [units], noise }, 9, weights);
    const sums = x.map((row) => Math.max(0, row[0] + row[1]));
    sums.forEach((sum, n) => {
      assert.equal(z[2 * n], z[2 * n + 1], "the units of an image are left out for the whole code");
      // The deviation of a mean of so many is √(0.4 / 0.6 / 4000) = 0.013.
      assert.ok(Math.abs(z[2 * n] - 0.5 - sum) <= 0.06 * sum, `${z[2 * n]} is not about ${sum + 0.5}`);
      const left = ((z[2 * n] - 0.5) * 0.6 * units) / (sum || 1);
      assert.ok(Math.abs(left - Math.round(left)) < 0.01, "what is left is divided by the share that is left");
      if (sum > 0) assert.ok(left < units && left > 0);
    });
    assert.notEqual(z[2], codes({ hiddenDims: [units], noise }, 10, weights).z[2]);
  });

  it("has equal weights of equal seeds", () => {
    assert.deepEqual(codes({ hiddenDims: [3] }), codes({ hiddenDims: [3] }));
    assert.notDeepEqual(codes({ hiddenDims: [3] }).z, codes({ hiddenDims: [3], seed: 6 }).z);
  });

  it("refuses widths that are none, a rate of 1, and a negative deviation", () => {
    const refused = (options: Partial<BottleneckEncoderOptions>, message: string): void =>
      assert.throws(() => codes(options), new ModelError(`bottleneckEncoder: ${message}`));
    refused({ codeDim: 0 }, "codeDim is 0; it must be a whole number from 1");
    refused({ hiddenDims: [0] }, "hiddenDims[0] is 0; it must be a whole number from 1");
    refused({ noise: { kind: "dropout", rate: 1 } }, "the rate of dropout is 1; it must be from 0 and below 1");
    refused(
      { noise: { kind: "additive", deviation: -1 } },
      "the deviation of additive noise is -1; it must be at least 0",
    );
  });
});
