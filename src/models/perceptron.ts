import { tf } from "../engine/tf";
import type { Key } from "../random/key";
import { normal } from "../random/normal";
import { split } from "../random/split";
import { apply } from "./apply";
import { heNormal } from "./initializer";

/** The activations that make sense between layers of a critic. */
export type PerceptronActivation = "elu" | "relu" | "relu6" | "selu" | "softplus" | "tanh" | "sigmoid" | "linear";

export interface PerceptronOptions {
  name: string;
  inputDim: number;
  hiddenDims: readonly number[];
  outputDim: number;
  activation: PerceptronActivation;
  seed: number;
}

/** A chain of dense layers, each with its activation in itself, the last one linear. */
export function perceptron(options: PerceptronOptions): tf.LayersModel {
  const { name, inputDim, hiddenDims, outputDim, activation, seed } = options;
  const input = tf.input({ shape: [inputDim], name: `${name}_input` });
  const units = [...hiddenDims, outputDim];
  const output = units.reduce((x, width, at) => {
    const last = at === units.length - 1;
    const layer = `${name}_${at + 1}`;
    const kernelInitializer = heNormal(seed, layer);
    return apply(
      tf.layers.dense({ units: width, activation: last ? "linear" : activation, kernelInitializer, name: layer }),
      x,
    );
  }, input);
  return tf.model({ inputs: input, outputs: output, name });
}

/** Its forward pass with normal noise before each layer, of the deviation given for it. */
export function noisyPass(
  model: tf.LayersModel,
  rows: tf.Tensor2D,
  noise: { key: Key; deviations: readonly number[] },
): tf.Tensor2D {
  return tf.tidy(() => {
    const layers = model.layers.slice(1);
    const keys = split(noise.key, layers.length);
    return layers.reduce((x, layer, at) => {
      const standardDeviation = noise.deviations[at] ?? 0;
      const blurred = standardDeviation === 0 ? x : x.add(normal(keys[at], x.shape, { standardDeviation }));
      return layer.apply(blurred) as tf.Tensor2D;
    }, rows);
  });
}
