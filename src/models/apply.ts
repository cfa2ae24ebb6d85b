import type { tf } from "../engine/tf";

/** What a layer makes of symbolic tensors: a symbolic tensor, which the type of `apply` cannot say. */
export function apply(layer: tf.layers.Layer, x: tf.SymbolicTensor | tf.SymbolicTensor[]): tf.SymbolicTensor {
  return layer.apply(x) as tf.SymbolicTensor;
}
