import type { tf } from "../engine/tf";

/** What training changes of these models, each variable once, though models share layers. */
export function trainableVariables(models: readonly tf.LayersModel[]): tf.Variable[] {
  const weights = models.flatMap(({ trainableWeights }) => trainableWeights);
  return [...new Set(weights.map((weight) => weight.read() as tf.Variable))];
}
