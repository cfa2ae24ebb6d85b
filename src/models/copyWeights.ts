import type { tf } from "../engine/tf";
import { ModelError } from "./modelError";
import { weightsByLayer } from "./weightsByLayer";

export interface CopyWeightsOptions {
  from: tf.LayersModel;
  to: tf.LayersModel;
}

/**
 * Gives a model the present weights of another of the same architecture, moving statistics of batch norm included. The copy is
 * the other's to the bit, and each trains on alone. Layers of both may be frozen or not.
 *
 * @throws ModelError `copyWeights: resnet_1_1_width4 has 20 weights, but resnet_1_width4 has 14`;
 *   `copyWeights: weight 3 is [3, 3, 4, 8] in resnet_1_1_width4, but [3, 3, 8, 16] in resnet_1_1_width8`. Nothing is copied then.
 * @cost no arithmetic: tensors are shared until one of both is written.
 */
export function copyWeights({ from, to }: CopyWeightsOptions): void {
  const [given, taking] = [from, to].map(weightsByLayer);
  if (given.length !== taking.length)
    throw new ModelError(`copyWeights: ${from.name} has ${given.length} weights, but ${to.name} has ${taking.length}`);
  given.forEach((weight, i) => {
    const [source, target] = [weight, taking[i]].map(({ shape }) => shape.join(", "));
    if (source !== target)
      throw new ModelError(`copyWeights: weight ${i} is [${source}] in ${from.name}, but [${target}] in ${to.name}`);
  });
  given.forEach((weight, i) => taking[i].write(weight.read()));
}
