import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { tf } from "../../../src/engine/tf";
import { dcganDiscriminator } from "../../../src/models/generative/dcganDiscriminator";
import { dcganGenerator } from "../../../src/models/generative/dcganGenerator";
import { ModelError } from "../../../src/models/modelError";
import { agree } from "../../support/agree";

const root = path.resolve(__dirname, "../../../..");
type Modes = Record<"training" | "inference", number[]>;
const pytorch = JSON.parse(readFileSync(path.join(root, "test/fixtures/pytorch/dcgan.json"), "utf8")) as Record<
  "generator" | "discriminator",
  Modes
>;

/** Sines of their numbers; scales of batch norm around 1, moving statistics as they begin. */
function setSines(model: tf.LayersModel): void {
  let count = 0;
  const trainable = new Set(model.trainableWeights.map(({ id }) => id));
  // The order of the layers, in which the weights of batch norm stand where it stands.
  for (const layer of model.layers)
    for (const weight of layer.weights) {
      if (!trainable.has(weight.id)) continue;
      const { size, shape } = weight.read();
      const gamma = weight.originalName.endsWith("gamma");
      const numbers = Array.from({ length: size }, (_, i) => 0.3 * Math.sin(1.7 * (count + i)) + (gamma ? 1 : 0));
      count += size;
      const value = tf.tensor(numbers, shape);
      weight.write(value);
      value.dispose();
    }
}

/** In training, which moves the statistics, then in inference. */
function outputsOf(model: tf.LayersModel, input: tf.Tensor): Modes {
  const [training, inference] = [true, false].map((mode) => {
    const output = tf.tidy(() => model.apply(input, { training: mode }) as tf.Tensor);
    const values = [...output.dataSync()];
    output.dispose();
    return values;
  });
  return { training, inference };
}

describe("dcganGenerator", () => {
  it("gives the images that PyTorch gives, in training and in inference", () => {
    const model = dcganGenerator({ latentDim: 3, imageShape: [16, 16, 1], width: 2, kernelSize: 4 });
    setSines(model);
    const z = tf.tensor2d(
      Array.from({ length: 9 }, (_, i) => Math.sin(0.9 * i)),
      [3, 3],
    );
    const ours = outputsOf(model, z);
    // Batch norm of 48 values and sums of 16 and 32 products, in float32.
    for (const mode of ["training", "inference"] as const)
      agree({ of: "dcganGenerator", with: "PyTorch 2.14.1" }, ours[mode], pytorch.generator[mode], 1e-5);
    z.dispose();
    model.dispose();
  });

  it("is a constant image of its last bias when all other weights are 0", () => {
    for (const [activation, expected] of [
      ["sigmoid", 1 / (1 + Math.exp(-0.7))],
      ["tanh", Math.tanh(0.7)],
      ["linear", 0.7],
    ] as const) {
      const model = dcganGenerator({ latentDim: 2, imageShape: [8, 12, 3], width: 2, activation });
      for (const weight of model.trainableWeights)
        tf.tidy(() => {
          weight.write(tf.fill(weight.shape as number[], weight.originalName.endsWith("bias") ? 0.7 : 0));
        });
      const images = tf.tidy(() => model.predict(tf.ones([2, 2])) as tf.Tensor);
      assert.deepEqual(images.shape, [2, 8, 12, 3]);
      const values = images.dataSync();
      agree(
        { of: "dcganGenerator", with: "closed form" },
        values,
        values.map(() => expected),
        1e-6,
      );
      images.dispose();
      model.dispose();
    }
  });

  it("doubles from 7 pixels to 28, from 4 to 32, and has the parameters that its docstring says", () => {
    for (const [side, first, layers] of [
      [28, 7, 2],
      [32, 4, 3],
      [64, 4, 4],
    ]) {
      const model = dcganGenerator({ latentDim: 100, imageShape: [side, side, 1], width: 4 });
      const kernels = model.layers.filter((layer) => layer.getClassName() === "Conv2DTranspose");
      assert.equal(kernels.length, layers);
      assert.deepEqual(model.layers[2].outputShape, [null, first, first, 4 * 2 ** (layers - 1)]);
      model.dispose();
    }
    const model = dcganGenerator({ latentDim: 100 });
    // Dense, two norms, two transposed convolutions.
    assert.equal(model.countParams(), 100 * 49 * 128 + 4 * 128 + 25 * 128 * 64 + 4 * 64 + 25 * 64 + 1);
    model.dispose();
  });

  it("has equal weights for equal seeds, of deviation 0.02", () => {
    const [a, b, c] = [1, 1, 2].map((seed) => {
      const model = dcganGenerator({ latentDim: 50, width: 8, seed });
      const values = [...model.getWeights()[0].dataSync()];
      model.dispose();
      return values;
    });
    assert.deepEqual(a, b);
    assert.notDeepEqual(a, c);
    const deviation = Math.sqrt(a.reduce((sum, value) => sum + value * value, 0) / a.length);
    // Of 39,200 weights: a share of 1/√78400 is one deviation.
    assert.ok(Math.abs(deviation / 0.02 - 1) < 0.02, `${deviation}`);
  });

  it("refuses images that cannot be doubled to, and settings that make no generator", () => {
    const cases: [Parameters<typeof dcganGenerator>[0], string][] = [
      [
        { latentDim: 2, imageShape: [27, 27, 1] },
        "imageShape is 27 x 27; both sides must be even and at least 8, for instance 28 or 32",
      ],
      [{ latentDim: 0 }, "latentDim is 0; it must be a whole number from 1"],
      [{ latentDim: 2, imageShape: [28, 28, 0] }, "imageShape[2] is 0; it must be a whole number from 1"],
      [
        { latentDim: 2, activation: "relu" as "tanh" },
        'activation is "relu"; it must be "linear", "sigmoid" or "tanh"',
      ],
    ];
    for (const [options, message] of cases)
      assert.throws(() => dcganGenerator(options), new ModelError(`dcganGenerator: ${message}`));
  });
});

describe("dcganDiscriminator", () => {
  it("gives the logits that PyTorch gives, in training and in inference", () => {
    const model = dcganDiscriminator({ imageShape: [16, 16, 1], width: 2, kernelSize: 4 });
    setSines(model);
    const images = tf.tensor4d(
      Array.from({ length: 768 }, (_, i) => 0.5 + 0.5 * Math.sin(0.37 * i)),
      [3, 16, 16, 1],
    );
    const ours = outputsOf(model, images);
    for (const mode of ["training", "inference"] as const)
      agree({ of: "dcganDiscriminator", with: "PyTorch 2.14.1" }, ours[mode], pytorch.discriminator[mode], 1e-5);
    images.dispose();
    model.dispose();
  });

  it("sums a constant image in closed form, by convolutions of one pixel", () => {
    const model = dcganDiscriminator({ imageShape: [8, 8, 1], width: 1, kernelSize: 1, batchNorm: false });
    for (const weight of model.trainableWeights)
      tf.tidy(() => {
        weight.write(tf.fill(weight.shape as number[], 0.5));
      });
    const logits = tf.tidy(() => model.predict(tf.fill([1, 8, 8, 1], 3)) as tf.Tensor);
    // One convolution leaves 4 x 4 pixels of 0.5 · 3 + 0.5 = 2.
    agree({ of: "dcganDiscriminator", with: "closed form" }, logits.dataSync(), [16 * 0.5 * 2 + 0.5], 1e-6);
    logits.dispose();
    model.dispose();
  });

  it("has no batch norm in its first layer, nor anywhere without it, and as many parameters as it says", () => {
    const norms = (model: tf.LayersModel): string[] =>
      model.layers.filter((layer) => layer.getClassName() === "BatchNormalization").map(({ name }) => name);
    const models = [dcganDiscriminator(), dcganDiscriminator({ batchNorm: false, width: 2 })];
    assert.deepEqual(models.map(norms), [["discriminator_2_bn"], []]);
    assert.equal(models[0].countParams(), 25 * 64 + 64 + 25 * 64 * 128 + 4 * 128 + 49 * 128 + 1);
    for (const model of models) model.dispose();
    assert.throws(
      () => dcganDiscriminator({ width: 0 }),
      new ModelError("dcganDiscriminator: width is 0; it must be a whole number from 1"),
    );
    assert.throws(() => dcganDiscriminator({ imageShape: [6, 8, 1] }), ModelError);
  });
});
