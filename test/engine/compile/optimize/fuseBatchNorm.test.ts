import assert from "node:assert/strict";
import { compile } from "../../../../src/engine/compile";
import { fusedBatchNorm } from "../../../../src/engine/kernels/fusedBatchNorm";
import { op } from "../../../../src/engine/op";
import { tf } from "../../../../src/engine/tf";
import { agree, free, variable, wave } from "../agree";

type Images = tf.Tensor4D;
type Channels = tf.Tensor1D;

const norm = (x: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor): Images =>
  fusedBatchNorm(x as Images, scale as Channels, offset as Channels);

/** What a network does with a batch norm, as a function of x, scale, offset and a shortcut. */
const blocks: Record<string, (x: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor, side: tf.Tensor) => tf.Tensor> = {
  "batch norm alone": (x, scale, offset) => norm(x, scale, offset),
  "batch norm and ReLU": (x, scale, offset) => tf.relu(norm(x, scale, offset)),
  "batch norm, an addition and ReLU": (x, scale, offset, side) => tf.relu(norm(x, scale, offset).add(side)),
  "an addition the other way round": (x, scale, offset, side) => tf.relu(side.add(norm(x, scale, offset))),
  "two batch norms added, as in a block with a shortcut of its own": (x, scale, offset, side) =>
    tf.relu(norm(x, scale, offset).add(norm(side, offset, scale))),
  "a shortcut around two of them": (x, scale, offset) => {
    const h = tf.relu(norm(x, scale, offset));
    return tf.relu(norm(h.mul(2), scale, offset).add(h));
  },
  "a batch norm whose output is used twice": (x, scale, offset) => {
    const h = norm(x, scale, offset);
    return tf.relu(h).add(h.square());
  },
  "a ReLU whose gradient something else asks for too": (x, scale, offset, side) => {
    const h = tf.relu(norm(x, scale, offset).add(side));
    return h.mul(h);
  },
  "x added to its own batch norm": (x, scale, offset) => tf.relu(norm(x, scale, offset).add(x)),
  "a bias that is broadcast, which no kernel takes": (x, scale, offset, side) =>
    tf.relu(norm(x, scale, offset).add(side.mean([0, 1, 2]))),
};

/** The length of the difference, as a share of the length of what is expected. */
function relativeDistance(actual: tf.Tensor, expected: tf.Tensor): number {
  const [a, b] = [actual, expected].map((tensor) => Array.from(tensor.dataSync()));
  const length = (values: number[]): number => Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0));
  return length(a.map((value, i) => value - b[i])) / Math.max(length(b), 1e-6);
}

const ops = (graph: string): string[] => [...graph.matchAll(/= (\w+)\(/g)].map(([, op]) => op);

describe("batch norm in a compiled step", () => {
  // 16 channels fill a register, 5 and 37 do not; few rows are one part, 3,200 several.
  const shapes: [number, number, number, number][] = [
    [2, 3, 3, 16],
    [2, 2, 2, 5],
    [1, 2, 2, 37],
    [8, 20, 20, 16],
  ];
  for (const [name, block] of Object.entries(blocks))
    it(`gives values and gradients as op by op: ${name}`, () => {
      for (const shape of shapes) {
        const channels = shape[3];
        const inputs = [wave(shape), tf.tidy(() => wave([channels], 2).add(1.5)), wave([channels], 3), wave(shape, 4)];
        const step = (...given: tf.Tensor[]): tf.Tensor[] => {
          const weights = tf.cos(tf.range(0, given[0].size)).reshape(shape);
          const { value, grads } = tf.valueAndGrads((...all: tf.Tensor[]) =>
            block(...(all as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]))
              .mul(weights)
              .sum()
              .add(all[3].sum().mul(0))
              .asScalar(),
          )(given);
          return [block(...(given as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor])), value, ...grads];
        };
        const compiled = compile(step, { constantLimit: 1e6 });
        const [actual, expected] = [compiled(...inputs), compiled.eager(...inputs)];
        // Float32 with sums over up to 3,200 rows in another order: sqrt(3,200) half units in the last place are 3e-6.
        actual.forEach((tensor, i) => {
          const distance = relativeDistance(tensor, expected[i]);
          assert.ok(distance < 1e-5, `result ${i}: ${distance}`);
        });
        assert.ok(ops(compiled.graph()).some((op) => op.startsWith("ContrastbookBatchNorm")));
        assert.ok(!ops(compiled.graph()).some((op) => op.startsWith("FusedBatchNorm")));
        compiled.dispose();
        free(inputs, actual, expected);
      }
    });

  it("is one kernel forward and one backward for a residual block's end", () => {
    const inputs = [wave([2, 4, 4, 16]), tf.ones([16]), tf.zeros([16]), wave([2, 4, 4, 16], 2)];
    const gradients = compile((...given: tf.Tensor[]) =>
      tf.grads((x, scale, offset, side) => tf.relu(norm(x, scale, offset).add(side)))(given, given[3]),
    );
    const result = gradients(...inputs);
    assert.deepEqual(ops(gradients.graph()), ["ContrastbookBatchNorm", "ContrastbookBatchNormGradient"]);
    gradients.dispose();
    free(inputs, result);
  });

  it("adds the gradients of an output with two users on the way", () => {
    const inputs = [wave([2, 4, 4, 16]), tf.ones([16]), tf.zeros([16])];
    const shortcut = (x: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor): tf.Tensor => {
      const h = tf.relu(norm(x, scale, offset));
      return tf.relu(norm(tf.tanh(h), scale, offset).add(h));
    };
    const gradients = compile((...given: tf.Tensor[]) => tf.grads(shortcut)(given, given[0]));
    const [actual, expected] = [gradients(...inputs), gradients.eager(...inputs)];
    agree(actual, expected, 1e-4);
    // What is left adds up the gradients of scale and of offset, which both batch norms use.
    assert.equal(ops(gradients.graph()).filter((op) => op === "Add").length, 2, gradients.graph());
    gradients.dispose();
    free(inputs, actual, expected);
  });

  it("observes the batch's mean and unbiased variance, a large mean included, as float64 has them", () => {
    const shape: [number, number, number, number] = [4, 8, 8, 3];
    const x = tf.tidy(() => wave<tf.Rank.R4>(shape).add<tf.Tensor4D>(tf.tensor1d([0, 1000, -30])));
    const [mean, variance] = [variable(tf.zeros<tf.Rank.R1>([3])), variable(tf.zeros<tf.Rank.R1>([3]))];
    const observe = (batchMean: tf.Tensor1D, batchVariance: tf.Tensor1D): void => {
      mean.assign(batchMean);
      variance.assign(batchVariance);
    };
    const step = compile((images: tf.Tensor4D) => fusedBatchNorm(images, tf.ones([3]), tf.zeros([3]), { observe }));
    const y = step(x);
    const values = x.dataSync();
    for (const c of [0, 1, 2]) {
      const channel = Array.from(values).filter((_, i) => i % 3 === c);
      const average = channel.reduce((sum, value) => sum + value, 0) / channel.length;
      const spread = channel.reduce((sum, value) => sum + (value - average) ** 2, 0) / (channel.length - 1);
      assert.ok(Math.abs(mean.dataSync()[c] - average) <= 1e-7 * Math.abs(average) + 1e-6);
      assert.ok(Math.abs(variance.dataSync()[c] / spread - 1) < 1e-5, `${variance.dataSync()[c]} is not ${spread}`);
      const normalized = (channel[7] - average) / Math.sqrt((spread * (channel.length - 1)) / channel.length + 1e-5);
      assert.ok(Math.abs(y.dataSync()[21 + c] - normalized) < 2e-4);
    }
    step.dispose();
    free(x, y, mean, variance);
  });

  it("is fused without a shortcut that comes from the same batch norm: from its mean, or from its gradient", () => {
    const x = wave<tf.Rank.R4>([2, 4, 4, 16]);
    const [scale, offset] = [tf.ones<tf.Rank.R1>([16]), tf.zeros<tf.Rank.R1>([16])];
    const fromMean = (given: Images): tf.Tensor => {
      let centred: tf.Tensor | undefined;
      const observe = (mean: tf.Tensor1D): void => {
        centred = tf.keep(given.sub(mean));
      };
      const y = fusedBatchNorm(given, scale, offset, { observe });
      const sum = y.add(centred as tf.Tensor);
      (centred as tf.Tensor).dispose();
      return tf.relu(sum);
    };
    const fromGradient = (given: Images): tf.Tensor => {
      const { value, grad } = tf.valueAndGrad((input) => norm(input, scale, offset))(given, given.square());
      return tf.relu(value.add(grad));
    };
    for (const block of [fromMean, fromGradient]) {
      const step = compile(block);
      const [actual, expected] = [step(x), step.eager(x)];
      agree(actual, expected, 1e-4);
      assert.ok(ops(step.graph()).includes("ContrastbookBatchNorm"));
      step.dispose();
      free(actual, expected);
    }
    free(x, scale, offset);
  });

  it("passes on NaN, so that a loss gone wrong is seen, with a ReLU and without", () => {
    for (const activation of [tf.relu, (y: Images): Images => y.mul(1)]) {
      const x = wave<tf.Rank.R4>([2, 4, 4, 19]);
      // Channel 3 is computed 16 at a time, channel 17 by itself.
      const weights = tf.tensor1d(Array.from({ length: 19 }, (_, c) => (c === 3 || c === 17 ? NaN : 1)));
      const step = compile((given: Images, by: tf.Tensor1D) => activation(norm(given, by, tf.zeros([19]))));
      const y = step(x, weights);
      const missing = Array.from(y.dataSync()).flatMap((value, i) => (Number.isNaN(value) ? [i % 19] : []));
      assert.deepEqual([...new Set(missing)], [3, 17]);
      assert.equal(missing.length, 2 * 32);
      step.dispose();
      free(x, weights, y);
    }
  });

  it("takes no images and no channels", () => {
    for (const shape of [
      [0, 4, 4, 16],
      [2, 4, 4, 0],
    ] as [number, number, number, number][]) {
      const inputs = [tf.zeros(shape), tf.ones([shape[3]]), tf.zeros([shape[3]])];
      const step = compile((...[x, scale, offset]: tf.Tensor[]) => tf.relu(norm(x, scale, offset)));
      const y = step(...inputs);
      assert.deepEqual(y.shape, shape);
      step.dispose();
      free(inputs, y);
    }
  });

  it("refuses shapes that do not belong together, where it would read beyond a tensor", () => {
    const [x, wide, one, scalar] = [wave([2, 2, 2, 16]), tf.ones([16]), tf.ones([1]), tf.scalar(1)];
    const forward = (...inputs: tf.Tensor[]): tf.Tensor[] =>
      op("ContrastbookBatchNorm", inputs, { epsilon: 1e-5, relu: false, sides: { int: inputs.length - 3 } }, 4);
    for (const inputs of [
      [x, one, wide],
      [x, wide, one],
      [scalar, wide, wide],
      [x, wide, wide, one],
    ])
      assert.throws(() => forward(...inputs), /ContrastbookBatchNorm: x \[..., C\], scale and offset \[C\]/);
    const backward = (dy: tf.Tensor, mean: tf.Tensor): tf.Tensor[] => {
      const attributes = { relu: false, terms: { int: 1 }, outputs: { int: 0 }, sides: { int: 0 } };
      return op("ContrastbookBatchNormGradient", [dy, x, wide, wide, mean, wide], attributes, 3);
    };
    for (const [dy, mean] of [
      [one, wide],
      [x, one],
    ])
      assert.throws(() => backward(dy, mean), /ContrastbookBatchNormGradient: x \[..., C\], one or two dy/);
    free(x, wide, one, scalar);
  });

  it("stays TensorFlow's own with fuse: false", () => {
    const x = wave<tf.Rank.R4>([2, 2, 2, 3]);
    const step = compile((images: tf.Tensor4D) => tf.relu(norm(images, tf.ones([3]), tf.zeros([3]))), {
      fuse: false,
    });
    free(x, step(x));
    assert.ok(ops(step.graph()).includes("FusedBatchNormV3"));
    step.dispose();
  });
});
