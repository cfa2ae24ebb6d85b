import assert from "node:assert/strict";
import { tf } from "../../src/engine/tf";
import { BatchNorm, type BatchNormOptions } from "../../src/models/batchNorm";
import { agree } from "../support/agree";

// The stock class by its own factory: the registered name leads to ours.
const stock = (options: BatchNormOptions): tf.layers.Layer => tf.layers.batchNormalization(options);
const fused = (options: BatchNormOptions): tf.layers.Layer => new BatchNorm(options);

const initial = { gammaInitializer: tf.initializers.constant({ value: 1.7 }), momentum: 0.8, epsilon: 1e-3 };

interface Run {
  training: number[];
  gradient: number[];
  inference: number[];
  mean: number[];
  variance: number[];
}

/** One step in training, its gradient by the input, and inference afterwards. */
function run(
  make: (options: BatchNormOptions) => tf.layers.Layer,
  shape: number[],
  options: BatchNormOptions = {},
): Run {
  const layer = make({ ...initial, ...options });
  layer.apply(tf.input({ shape: shape.slice(1) }));
  const result = tf.tidy(() => {
    const x = tf.randomNormal(shape, 3, 2, "float32", 5);
    const weights = tf.randomNormal(shape, 0, 1, "float32", 6);
    const gradient = tf.grad((input) => (layer.apply(input, { training: true }) as tf.Tensor).mul(weights).sum())(x);
    const [mean, variance] = layer.getWeights().slice(-2);
    const inference = layer.apply(x) as tf.Tensor;
    const numbers = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];
    return {
      gradient: numbers(gradient),
      inference: numbers(inference),
      mean: numbers(mean),
      variance: numbers(variance),
      training: numbers(layer.apply(x, { training: true }) as tf.Tensor),
    };
  });
  layer.dispose();
  return result;
}

type Close = (ours: number[], theirs: number[], tolerance?: number) => void;

const closeTo =
  (authority: string): Close =>
  (ours, theirs, tolerance = 1e-4) =>
    agree({ of: "BatchNorm", with: authority }, ours, theirs, tolerance);
const closeToStock = closeTo("tfjs 4.22.0");
const close = closeTo("closed form");

describe("BatchNorm", () => {
  for (const shape of [
    [6, 4, 4, 3],
    [12, 3],
    [4, 5, 3],
  ])
    it(`trains as the layer of tfjs does on [${shape.join(", ")}]`, () => {
      const [ours, theirs] = [run(fused, shape), run(stock, shape)];
      closeToStock(ours.training, theirs.training);
      closeToStock(ours.gradient, theirs.gradient, 1e-3);
      closeToStock(ours.mean, theirs.mean);
    });

  for (const shape of [
    [6, 4, 4, 3],
    [12, 3],
    [4, 5, 3],
  ])
    it(`is the layer of tfjs in inference on [${shape.join(", ")}], gradients too`, () => {
      const [ours, theirs] = [fused, stock].map((make) => {
        const layer = make(initial);
        layer.apply(tf.input({ shape: shape.slice(1) }));
        const numbers = tf.tidy(() => {
          const weights = layer.getWeights();
          // The last two are the moving mean and variance.
          layer.setWeights(weights.map((_, i) => tf.tensor1d([0.3 + i, 0.5, 2])));
          const x = tf.randomNormal(shape, 1, 2, "float32", 7);
          const trained = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
          const loss = (input: tf.Tensor): tf.Scalar => (layer.apply(input) as tf.Tensor).pow(3).sum();
          const { value, grads } = tf.variableGrads(() => loss(x), trained);
          const tensors = [layer.apply(x) as tf.Tensor, value, tf.grad(loss)(x)];
          return [...tensors, ...trained.map(({ name }) => grads[name])].map((tensor) => [...tensor.dataSync()]);
        });
        layer.dispose();
        return numbers;
      });
      assert.equal(ours.length, 5);
      ours.forEach((numbers, i) => closeToStock(numbers, theirs[i], 1e-3));
    });

  for (const [without, mean, variance] of [
    ["scale", [0.5, -1], [4, 0.25]],
    ["center", [2, 1], [1, 9]],
  ] as const)
    it(`is differentiated in inference without ${without} too, where the layer of tfjs fails`, () => {
      const layer = fused({ ...initial, [without]: false });
      layer.apply(tf.input({ shape: [2] }));
      tf.tidy(() => {
        // The scale or the offset, whichever there is.
        const own = [3, 2];
        layer.setWeights([own, mean, variance].map((values) => tf.tensor1d([...values])));
        const x = tf.tensor2d([[3, 5]]);
        const y = layer.apply(x) as tf.Tensor;
        const slope = tf.grad((input) => layer.apply(input) as tf.Tensor)(x);
        const [scale, offset] = without === "scale" ? [[1, 1], own] : [own, [0, 0]];
        const slopes = scale.map((value, c) => value / Math.sqrt(variance[c] + initial.epsilon));
        close(
          [...y.dataSync()],
          slopes.map((value, c) => value * ([3, 5][c] - mean[c]) + offset[c]),
        );
        close([...slope.dataSync()], slopes);
      });
      layer.dispose();
    });

  it("averages the unbiased variance of the batches, and uses the averages in inference", () => {
    const [count, momentum, epsilon] = [12, initial.momentum, initial.epsilon];
    const { variance, mean, inference } = run(fused, [count, 1]);
    const x = tf.tidy(() => [...tf.randomNormal([count, 1], 3, 2, "float32", 5).dataSync()]);
    const average = x.reduce((sum, value) => sum + value, 0) / count;
    const unbiased = x.reduce((sum, value) => sum + (value - average) ** 2, 0) / (count - 1);
    close(mean, [(1 - momentum) * average]);
    close(variance, [momentum + (1 - momentum) * unbiased]);
    close(
      inference,
      x.map((value) => (1.7 * (value - mean[0])) / Math.sqrt(variance[0] + epsilon)),
    );
  });

  it("does without scale or offset, as they are optional", () => {
    const { training } = run(fused, [8, 2], { scale: false, center: false });
    for (const channel of [0, 1]) {
      const values = training.filter((_, i) => i % 2 === channel);
      assert.ok(Math.abs(values.reduce((sum, value) => sum + value, 0)) < 1e-4);
      assert.ok(Math.abs(values.reduce((sum, value) => sum + value ** 2, 0) / 8 - 1) < 1e-2);
    }
  });

  it("leaves axes other than the last to the layer of tfjs", () => {
    const [ours, theirs] = [fused, stock].map((make) => {
      const layer = make({ ...initial, axis: 1 });
      layer.apply(tf.input({ shape: [3, 4, 4] }));
      const x = tf.randomNormal([6, 3, 4, 4], 3, 2, "float32", 5);
      const y = tf.tidy(() => [...(layer.apply(x, { training: true }) as tf.Tensor).dataSync()]);
      x.dispose();
      layer.dispose();
      return y;
    });
    assert.deepEqual(ours, theirs);
  });

  it("is what a saved model is loaded with, so that it trains fast too", () => {
    const config = {
      class_name: "Sequential",
      config: { layers: [{ class_name: "BatchNormalization", config: { batch_input_shape: [null, 2] } }] },
    };
    const build = async (): Promise<boolean> => {
      const model = await tf.loadLayersModel(
        tf.io.fromMemory({ modelTopology: { model_config: config, keras_version: "tfjs", backend: "tensor_flow.js" } }),
      );
      const loaded = model.layers.some((layer) => layer instanceof BatchNorm);
      model.dispose();
      return loaded;
    };
    return build().then((loaded) => assert.ok(loaded));
  });
});
