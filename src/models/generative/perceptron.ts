import { tf } from "../../engine/tf";
import { apply } from "../apply";
import { BatchNorm } from "../batchNorm";
import { heNormal } from "../initializer";

export interface Perceptron {
  /** Names of the layers begin with it. */
  prefix: string;
  hiddenDims: readonly number[];
  /** Width of the last layer, which has no activation. */
  units: number;
  /** Slope of the hidden layers' activation below 0; 0 is ReLU. */
  slope: number;
  batchNorm?: boolean;
  seed: number;
}

/** Dense layers from features to `units` numbers, by He's initializer, biases from 0. */
export function perceptron(x: tf.SymbolicTensor, { prefix, hiddenDims, units, slope, batchNorm, seed }: Perceptron) {
  const dense = (width: number, name: string, useBias: boolean): tf.layers.Layer =>
    tf.layers.dense({ units: width, useBias, kernelInitializer: heNormal(seed, name), name });
  hiddenDims.forEach((width, i) => {
    const name = `${prefix}_${i + 1}`;
    x = apply(dense(width, name, batchNorm !== true), x);
    if (batchNorm) x = apply(new BatchNorm({ momentum: 0.9, epsilon: 1e-5, name: `${name}_bn` }), x);
    x = apply(rectifier(`${name}_relu`, slope), x);
  });
  return apply(dense(units, `${prefix}_${hiddenDims.length + 1}`, true), x);
}

/** max(x, slope · x). */
export function rectifier(name: string, slope: number): tf.layers.Layer {
  return slope === 0 ? tf.layers.reLU({ name }) : tf.layers.leakyReLU({ alpha: slope, name });
}

/** One row of numbers an example. */
export function flat(x: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
  return x.shape.length === 2 ? x : apply(tf.layers.flatten({ name }), x);
}
