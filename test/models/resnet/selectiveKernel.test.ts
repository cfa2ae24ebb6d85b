import assert from "node:assert/strict";
import { tf } from "../../../src/engine/tf";
import { apply } from "../../../src/models/apply";
import { convolution } from "../../../src/models/resnet/convolution";
import { selectiveKernel, squeezeWidth } from "../../../src/models/resnet/selectiveKernel";
import { agree } from "../../support/agree";
import { formulaNumbers } from "../../support/formulaNumbers";

const [height, width, channels, filters, squeezed] = [4, 5, 3, 3, 4];
const epsilon = 1e-5;

/** The block alone, with weights and moving statistics by formula. */
function block(): tf.LayersModel {
  const x = tf.input({ shape: [height, width, channels] });
  const conv = convolution({ seed: 0, padding: "same" });
  const options = { name: "sk", filters, stride: 1, ratio: 0.1, minDim: squeezed, seed: 0 };
  const model = tf.model({ inputs: x, outputs: selectiveKernel(conv, x, options) });
  for (const weight of model.weights)
    tf.tidy(() => {
      const count = weight.shape.reduce<number>((all, n) => all * n!, 1);
      const values = formulaNumbers(weight.originalName, count);
      const shift = weight.originalName.endsWith("moving_variance") ? 0.5 : -0.4;
      weight.write(
        tf.tensor(
          Float32Array.from(values, (u) => u + shift),
          weight.shape as number[],
        ),
      );
    });
  return model;
}

type Weights = (name: string) => Float32Array;

/** The equations in float64, pixel by pixel, in inference. */
function byLoops(image: Float32Array, weights: Weights): number[] {
  const normalize = (layer: string, value: number, c: number): number => {
    const [gamma, beta, mean, variance] = ["gamma", "beta", "moving_mean", "moving_variance"].map(
      (part) => weights(`${layer}/${part}`)[c],
    );
    return Math.max(0, (gamma * (value - mean)) / Math.sqrt(variance + epsilon) + beta);
  };
  const kernel = weights("sk_conv/kernel");
  const u = (y: number, x: number, branch: number, f: number): number => {
    let sum = 0;
    const out = branch * filters + f;
    for (let dy = 0; dy < 3; dy++)
      for (let dx = 0; dx < 3; dx++)
        for (let c = 0; c < channels; c++) {
          const [row, column] = [y + dy - 1, x + dx - 1];
          if (row < 0 || row >= height || column < 0 || column >= width) continue;
          const weight = kernel[((dy * 3 + dx) * channels + c) * 2 * filters + out];
          sum += image[(row * width + column) * channels + c] * weight;
        }
    return normalize("sk_bn", sum, out);
  };
  const s = Array.from({ length: filters }, (_, f) => {
    let sum = 0;
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) sum += u(y, x, 0, f) + u(y, x, 1, f);
    return sum / (height * width);
  });
  const [first, second] = [weights("sk_sk_squeeze/kernel"), weights("sk_sk_mix/kernel")];
  const hidden = Array.from({ length: squeezed }, (_, j) =>
    normalize(
      "sk_sk_squeeze_bn",
      s.reduce((sum, value, f) => sum + value * first[f * squeezed + j], 0),
      j,
    ),
  );
  const logit = (branch: number, f: number): number =>
    hidden.reduce((sum, value, j) => sum + value * second[j * 2 * filters + branch * filters + f], 0);
  const share = (branch: number, f: number): number => {
    const both = [0, 1].map((one) => Math.exp(logit(one, f)));
    return both[branch] / (both[0] + both[1]);
  };
  const result: number[] = [];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let f = 0; f < filters; f++) result.push(share(0, f) * u(y, x, 0, f) + share(1, f) * u(y, x, 1, f));
  return result;
}

describe("selectiveKernel", () => {
  it("is what its equations give, pixel by pixel", () => {
    const model = block();
    const image = Float32Array.from(formulaNumbers("image", height * width * channels));
    const ours = tf.tidy(() => [
      ...(model.predict(tf.tensor4d(image, [1, height, width, channels])) as tf.Tensor).dataSync(),
    ]);
    const weights = new Map(
      model.weights.map((weight) => [weight.originalName, weight.read().dataSync() as Float32Array]),
    );
    model.dispose();
    // Sums of 27 products of numbers below 1: 27 roundings of 6e-8, and as many for what comes after.
    agree(
      { of: "resnet", with: "loops in float64" },
      ours,
      byLoops(image, (name) => weights.get(name)!),
      27 * 2 * 6e-8,
    );
  });

  it("gives a branch back when both are the same, however the attention falls", () => {
    const model = block();
    tf.tidy(() => {
      const twice = (name: string): void => {
        const weight = model.weights.find(({ originalName }) => originalName === name)!;
        const half = weight.read().slice(
          weight.shape.map(() => 0),
          weight.shape.map((size, axis) => (axis === weight.shape.length - 1 ? filters : size!)),
        );
        weight.write(tf.concat([half, half], -1));
      };
      for (const part of [
        "sk_conv/kernel",
        ...["gamma", "beta", "moving_mean", "moving_variance"].map((p) => `sk_bn/${p}`),
      ])
        twice(part);
      const x = tf.tensor4d(Float32Array.from(formulaNumbers("x", 2 * height * width * channels)), [
        2,
        height,
        width,
        channels,
      ]);
      const branches = tf.model({
        inputs: model.inputs,
        outputs: model.getLayer("sk_relu").output,
      });
      const branch = (branches.predict(x) as tf.Tensor4D).slice([0, 0, 0, 0], [2, height, width, filters]);
      const mixed = model.predict(x) as tf.Tensor;
      assert.ok(mixed.max().dataSync()[0] > 0.01);
      agree({ of: "resnet", with: "closed form" }, mixed.dataSync(), branch.dataSync(), 3e-7);
    });
    model.dispose();
  });

  it("squeezes to a share of the filters, and to no less than the least width", () => {
    assert.equal(squeezeWidth(64, { ratio: 0.0625, minDim: 32 }), 32);
    assert.equal(squeezeWidth(1024, { ratio: 0.0625, minDim: 32 }), 64);
    assert.equal(squeezeWidth(1000, { ratio: 0.0625, minDim: 32 }), 62);
    const x = tf.input({ shape: [3, 3, 1] });
    const y = selectiveKernel(convolution({ seed: 0, padding: "same" }), x, {
      name: "wide",
      filters: 40,
      stride: 1,
      ratio: 0.5,
      minDim: 4,
      seed: 0,
    });
    const model = tf.model({ inputs: x, outputs: apply(tf.layers.flatten(), y) });
    assert.deepEqual(model.getLayer("wide_sk_squeeze").outputShape, [null, 20]);
    model.dispose();
  });
});
