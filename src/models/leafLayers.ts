import { tf } from "../engine/tf";

/** The layers of a model and of the models within it, in their order, each once: it stays when some of them are frozen. */
export function leafLayers(model: tf.LayersModel): tf.layers.Layer[] {
  const all = model.layers.flatMap((layer) => (layer instanceof tf.LayersModel ? leafLayers(layer) : [layer]));
  return [...new Set(all)];
}
