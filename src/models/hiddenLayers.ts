import { tf } from "../engine/tf";
import { apply } from "./apply";
import { BatchNorm } from "./batchNorm";
import { heNormal } from "./initializer";

export interface HiddenLayers {
  /** Names of the layers begin with it. */
  prefix: string;
  hiddenDims: readonly number[];
  /** Slope of the activation below 0; 0 is ReLU. */
  slope: number;
  batchNorm?: boolean;
  seed: number;
}

/** Dense layers by He's initializer, each with batch norm (then without a bias) where it is asked for, and a rectifier. */
export function hiddenLayers(x: tf.SymbolicTensor, options: HiddenLayers): tf.SymbolicTensor {
  const { prefix, hiddenDims, slope, batchNorm = false, seed } = options;
  hiddenDims.forEach((units, i) => {
    const name = `${prefix}_${i + 1}`;
    const kernelInitializer = heNormal(seed, name);
    x = apply(tf.layers.dense({ units, useBias: !batchNorm, kernelInitializer, name }), x);
    if (batchNorm) x = apply(new BatchNorm({ momentum: 0.9, epsilon: 1e-5, name: `${name}_bn` }), x);
    x = apply(rectifier(`${name}_relu`, slope), x);
  });
  return x;
}

/** max(x, slope · x). */
export function rectifier(name: string, slope: number): tf.layers.Layer {
  return slope === 0 ? tf.layers.reLU({ name }) : tf.layers.leakyReLU({ alpha: slope, name });
}
