import assert from "node:assert/strict";
import { compile } from "../../../src/engine/compile";
import { tf } from "../../../src/engine/tf";
import { BatchNorm } from "../../../src/models/batchNorm";
import { disposeOptimizer } from "../../../src/optimizers/disposeOptimizer";
import { agree, free, wave } from "./agree";

const initializer = (seed: number): { kernelInitializer: ReturnType<typeof tf.initializers.glorotNormal> } => ({
  kernelInitializer: tf.initializers.glorotNormal({ seed }),
});
const images = (): tf.Tensor => wave([4, 8, 8, 3]);
const sequence = (): tf.Tensor => wave([4, 5, 3]);
const words = (): tf.Tensor => tf.tensor2d([1, 2, 0, 4, 4, 3, 2, 1], [4, 2], "int32");
const recurrent = { ...initializer(3), recurrentInitializer: tf.initializers.glorotNormal({ seed: 4 }) };

interface Case {
  layers: () => tf.layers.Layer[];
  input: () => tf.Tensor;
  tolerance?: number;
}

const models: Record<string, Case> = {
  dense: {
    layers: () => [tf.layers.dense({ units: 8, activation: "relu", inputShape: [5, 3], ...initializer(1) })],
    input: sequence,
  },
  "convolution, stock batch normalization, ReLU and max pooling": {
    layers: () => [
      tf.layers.conv2d({ inputShape: [8, 8, 3], filters: 6, kernelSize: 3, padding: "same", ...initializer(1) }),
      tf.layers.batchNormalization({}),
      tf.layers.reLU({}),
      tf.layers.maxPooling2d({ poolSize: 2 }),
    ],
    input: images,
    tolerance: 1e-5,
  },
  "convolution, fused batch normalization and ReLU, average pooling": {
    layers: () => [
      tf.layers.conv2d({
        inputShape: [8, 8, 3],
        filters: 6,
        kernelSize: 3,
        strides: 2,
        padding: "same",
        useBias: false,
        ...initializer(1),
      }),
      new BatchNorm({ momentum: 0.8 }),
      tf.layers.reLU({}),
      tf.layers.conv2d({ filters: 6, kernelSize: 3, padding: "same", useBias: false, ...initializer(2) }),
      new BatchNorm({ momentum: 0.8, center: false, scale: false }),
      tf.layers.reLU({}),
      tf.layers.globalAveragePooling2d({}),
    ],
    input: images,
    tolerance: 1e-5,
  },
  "depthwise, separable and transposed convolutions": {
    layers: () => [
      tf.layers.depthwiseConv2d({
        inputShape: [8, 8, 3],
        kernelSize: 3,
        depthwiseInitializer: tf.initializers.glorotNormal({ seed: 1 }),
      }),
      tf.layers.separableConv2d({
        filters: 4,
        kernelSize: 3,
        depthwiseInitializer: tf.initializers.glorotNormal({ seed: 2 }),
        pointwiseInitializer: tf.initializers.glorotNormal({ seed: 3 }),
      }),
      tf.layers.conv2dTranspose({ filters: 3, kernelSize: 2, strides: 2, ...initializer(4) }),
    ],
    input: images,
  },
  "an embedding": {
    layers: () => [
      tf.layers.embedding({
        inputDim: 6,
        outputDim: 3,
        inputLength: 2,
        embeddingsInitializer: tf.initializers.glorotNormal({ seed: 1 }),
      }),
      tf.layers.flatten(),
    ],
    input: words,
  },
  "a simple recurrent layer": {
    layers: () => [tf.layers.simpleRNN({ units: 4, inputShape: [5, 3], ...recurrent })],
    input: sequence,
  },
  "a GRU": { layers: () => [tf.layers.gru({ units: 4, inputShape: [5, 3], ...recurrent })], input: sequence },
  "an LSTM that returns sequences": {
    layers: () => [tf.layers.lstm({ units: 4, inputShape: [5, 3], returnSequences: true, ...recurrent })],
    input: sequence,
  },
  "layer normalization, PReLU, ELU and softmax": {
    layers: () => [
      tf.layers.layerNormalization({ inputShape: [5, 3] }),
      tf.layers.prelu({ alphaInitializer: tf.initializers.constant({ value: 0.2 }) }),
      tf.layers.elu({}),
      tf.layers.flatten(),
      tf.layers.softmax({}),
    ],
    input: sequence,
    tolerance: 1e-5,
  },
  "upsampling, zero padding, cropping, permute and repeat": {
    layers: () => [
      tf.layers.upSampling2d({ inputShape: [8, 8, 3], size: [2, 2] }),
      tf.layers.zeroPadding2d({ padding: 1 }),
      tf.layers.cropping2D({ cropping: [2, 1] as unknown as [[number, number], [number, number]] }),
      tf.layers.permute({ dims: [3, 1, 2] }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 2, ...initializer(1) }),
      tf.layers.repeatVector({ n: 3 }),
    ],
    input: images,
  },
  "a dropout layer of rate 0 and an L2 penalty": {
    layers: () => [
      tf.layers.dense({
        units: 8,
        inputShape: [5, 3],
        kernelRegularizer: tf.regularizers.l2({ l2: 0.1 }),
        ...initializer(1),
      }),
      tf.layers.dropout({ rate: 0 }),
    ],
    input: sequence,
  },
};

describe("models of tf.layers in a compiled training step", () => {
  for (const [name, { layers, input, tolerance }] of Object.entries(models)) {
    it(`${name}: losses, weights and moving statistics are those of eager`, () => {
      const train = (how: "eager" | "compiled"): tf.Tensor[] => {
        const model = tf.sequential({ layers: layers() });
        const optimizer = tf.train.momentum(0.05, 0.9);
        const step = compile(
          (x: tf.Tensor) =>
            optimizer.minimize(
              () => {
                const y = model.apply(x, { training: true }) as tf.Tensor;
                const penalties = model.calculateLosses();
                return y
                  .sub(wave(y.shape as [number], 5))
                  .square()
                  .mean()
                  .add<tf.Scalar>(tf.addN([tf.scalar(0), ...penalties]));
              },
              true,
              model.trainableWeights.map((weight) => weight.read() as tf.Variable),
            ) as tf.Scalar,
        );
        const x = input();
        const seen: tf.Tensor[] = [0, 1, 2, 3, 4, 5].map(() => (how === "eager" ? step.eager(x) : step(x)));
        seen.push(...model.getWeights().map((weight) => weight.clone()));
        step.dispose();
        disposeOptimizer(optimizer);
        model.dispose();
        x.dispose();
        return seen;
      };
      const [eager, compiled] = [train("eager"), train("compiled")];
      agree(compiled, eager, tolerance);
      free(eager, compiled);
    });
  }

  it("prediction is another trace of the same model, and sees what training did", () => {
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({ inputShape: [8, 8, 3], filters: 6, kernelSize: 3, ...initializer(1) }),
        new BatchNorm({}),
        tf.layers.globalAveragePooling2d({}),
        tf.layers.dense({ units: 2, ...initializer(2) }),
      ],
    });
    const optimizer = tf.train.adam(0.01);
    const step = compile((x: tf.Tensor, training: boolean) => {
      const apply = (): tf.Tensor => model.apply(x, { training }) as tf.Tensor;
      return training ? (optimizer.minimize(() => apply().square().mean(), true) as tf.Tensor) : apply();
    });
    const x = images();
    const before = step(x, false);
    for (let index = 0; index < 3; index++) step(x, true).dispose();
    const after = step(x, false);
    const expected = model.predict(x) as tf.Tensor;
    agree(after, expected, 1e-5);
    assert.notDeepEqual([...after.dataSync()], [...before.dataSync()]);
    assert.equal(step.traces.length, 2);
    step.dispose();
    disposeOptimizer(optimizer);
    model.dispose();
    free(x, before, after, expected);
  });

  it("a functional model with two branches and shared layers", () => {
    const image = tf.input({ shape: [8, 8, 3] });
    const shared = tf.layers.conv2d({ filters: 3, kernelSize: 3, padding: "same", ...initializer(1) });
    const a = shared.apply(image) as tf.SymbolicTensor;
    const b = shared.apply(a) as tf.SymbolicTensor;
    const sum = tf.layers.add().apply([a, b]) as tf.SymbolicTensor;
    const both = tf.layers.concatenate().apply([sum, tf.layers.multiply().apply([a, b]) as tf.SymbolicTensor]);
    const model = tf.model({ inputs: image, outputs: both as tf.SymbolicTensor });
    const step = compile((x: tf.Tensor) => {
      const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
      const { value, grads } = tf.variableGrads(() => (model.apply(x) as tf.Tensor).square().mean(), weights);
      return { value, grads: weights.map(({ name }) => grads[name]) };
    });
    const x = images();
    const [compiled, eager] = [step(x), step.eager(x)];
    agree(compiled, eager);
    step.dispose();
    // the model's own dispose takes a layer that is applied twice for still used
    free(
      model.weights.map((weight) => weight.read()),
      x,
      compiled,
      eager,
    );
  });
});
