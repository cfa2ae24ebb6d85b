import type { tf } from "../../engine/tf";
import { leafLayers } from "../../models/leafLayers";
import type { Json } from "./fingerprint";

/** Which layers of each model a training leaves alone, by their numbers, since names change from process to process. */
export function frozenLayers(models: Readonly<Record<string, tf.LayersModel>>, trained: readonly tf.Variable[]): Json {
  const moving = new Set<unknown>(trained);
  const frozenIn = (model: tf.LayersModel): string => {
    const withWeights = leafLayers(model).filter(({ weights }) => weights.length > 0);
    const frozen = withWeights.flatMap(({ weights }, n) => (weights.some((w) => moving.has(w.read())) ? [] : [n]));
    return frozen.length === 0 ? "none" : `layers ${frozen.join(", ")} of ${withWeights.length}`;
  };
  return Object.fromEntries(Object.entries(models).map(([name, model]) => [name, frozenIn(model)]));
}
