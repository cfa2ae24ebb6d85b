import type { tf } from "../engine/tf";
import { leafLayers } from "./leafLayers";

/**
 * A model's weights layer by layer, moving statistics included. `model.weights` begins with those that are trained: its order
 * is another one as soon as a layer is frozen.
 */
export function weightsByLayer(model: tf.LayersModel): tf.LayersModel["weights"] {
  return [...new Set(leafLayers(model).flatMap((layer) => layer.weights))];
}
