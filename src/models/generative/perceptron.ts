import { tf } from "../../engine/tf";
import { apply } from "../apply";
import { hiddenLayers, type HiddenLayers } from "../hiddenLayers";
import { heNormal } from "../initializer";

export interface Perceptron extends HiddenLayers {
  /** Width of the last layer, which has no activation. */
  units: number;
}

/** Dense layers from features to `units` numbers, by He's initializer, biases from 0. */
export function perceptron(x: tf.SymbolicTensor, { units, ...hidden }: Perceptron): tf.SymbolicTensor {
  const name = `${hidden.prefix}_${hidden.hiddenDims.length + 1}`;
  const last = tf.layers.dense({ units, kernelInitializer: heNormal(hidden.seed, name), name });
  return apply(last, hiddenLayers(x, hidden));
}

/** One row of numbers an example. */
export function flat(x: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
  return x.shape.length === 2 ? x : apply(tf.layers.flatten({ name }), x);
}
