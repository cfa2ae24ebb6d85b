import { readFileSync } from "node:fs";
import path from "node:path";
import type { Dataset } from "../../../src/data/dataset";
import { tf } from "../../../src/engine/tf";
import { BatchNorm } from "../../../src/models/batchNorm";
import type { Features } from "../../../src/training/features";

export const silent = { update: () => undefined, finish: () => undefined };

const [side, channels] = [5, 2];
const bytes = side * side * channels;

/** Images and labels by the formula of test/fixtures/pytorch/classifiers.py, of any number. */
export function formulaImages(size = 12): Dataset {
  const images = Uint8Array.from({ length: size * bytes }, (_, at) => {
    const [n, i] = [Math.floor(at / bytes), at % bytes];
    return (n * 83 + i * 37 + ((n * i) % 11) * 19) % 256;
  });
  const labels = Uint8Array.from({ length: size }, (_, n) => (n * n + Math.floor(n / 2)) % 3);
  return { name: "formula", size, shape: [side, side, channels], images, labels, classNames: ["a", "b", "c"] };
}

/** The teacher's logits there. */
export const formulaLogits: Features = {
  values: Float32Array.from({ length: 36 }, (_, at) => (((Math.floor(at / 3) * 7 + (at % 3) * 5) % 9) - 4) / 2),
  rows: 12,
  columns: 3,
};

/** First weights there. */
function formulaWeight(shape: number[], name: number): tf.Tensor {
  const count = shape.reduce((product, axis) => product * axis, 1);
  const values = Float32Array.from(
    { length: count },
    (_, i) => (((i * 29 + name * 53 + ((i * i) % 17) * 7) % 101) - 50) / 128,
  );
  return tf.tensor(values, shape);
}

const input = (): tf.SymbolicTensor => tf.input({ shape: [side, side, channels] });
const apply = (layer: tf.layers.Layer, x: tf.SymbolicTensor): tf.SymbolicTensor => layer.apply(x) as tf.SymbolicTensor;

/** Pixels to logits. */
export function linear(): tf.LayersModel {
  const images = input();
  const kernelInitializer = "zeros";
  const outputs = apply(tf.layers.dense({ units: 3, kernelInitializer }), apply(tf.layers.flatten(), images));
  return tf.model({ inputs: images, outputs });
}

export function mlp(): tf.LayersModel {
  const images = input();
  const hidden = apply(tf.layers.dense({ units: 6, activation: "relu" }), apply(tf.layers.flatten(), images));
  const model = tf.model({ inputs: images, outputs: apply(tf.layers.dense({ units: 3 }), hidden) });
  tf.tidy(() =>
    model.setWeights([
      formulaWeight([bytes, 6], 1),
      formulaWeight([6], 2),
      formulaWeight([6, 3], 3),
      formulaWeight([3], 4),
    ]),
  );
  return model;
}

export function cnn(): tf.LayersModel {
  const images = input();
  const convolution = tf.layers.conv2d({ filters: 4, kernelSize: 3, padding: "same", useBias: false });
  let x = apply(new BatchNorm({ momentum: 0.9, epsilon: 1e-5 }), apply(convolution, images));
  x = apply(tf.layers.globalAveragePooling2d({}), apply(tf.layers.reLU(), x));
  const model = tf.model({ inputs: images, outputs: apply(tf.layers.dense({ units: 3 }), x) });
  tf.tidy(() => {
    const [gamma, beta] = [formulaWeight([4], 6).add(1), formulaWeight([4], 7)];
    const [kernel, bias] = [formulaWeight([4, 3], 8), formulaWeight([3], 9)];
    const all = [formulaWeight([3, 3, channels, 4], 5), gamma, beta, kernel, bias, tf.zeros([4]), tf.ones([4])];
    model.weights.forEach((weight, n) => weight.write(all[n]));
  });
  return model;
}

/** All weights whose names say so, one after the other. */
export function weightsOf(model: tf.LayersModel, names = /./): number[] {
  return model.weights.filter(({ name }) => names.test(name)).flatMap((weight) => [...weight.read().dataSync()]);
}

interface Golden {
  losses: number[];
  kernels: number[];
  others: number[];
  moving: number[];
  logits: number[];
  crossEntropy: number;
  accuracy: number;
}

/** What PyTorch makes of them. */
export const golden = JSON.parse(
  readFileSync(path.resolve(__dirname, "../../../../test/fixtures/pytorch/classifiers.json"), "utf8"),
) as { rates: number[]; decay: number } & Record<"mlp" | "cnn" | "distilled", Golden>;
