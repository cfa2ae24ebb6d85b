import type { tf } from "../engine/tf";
import { ModelError } from "./modelError";

export interface CopyWeightsOptions {
  from: tf.LayersModel;
  to: tf.LayersModel;
}

/**
 * Gives a model the present weights of another of the same architecture, moving statistics of batch norm included. The copy is
 * the other's to the bit, and each trains on alone.
 *
 * @throws ModelError `copyWeights: resnet_1_1_width4 has 20 weights, but resnet_1_width4 has 14`;
 *   `copyWeights: weight 3 is [3, 3, 4, 8] in resnet_1_1_width4, but [3, 3, 8, 16] in resnet_1_1_width8`. Nothing is copied then.
 * @cost no arithmetic: tensors are shared until one of both is written.
 */
export function copyWeights({ from, to }: CopyWeightsOptions): void {
  if (from.weights.length !== to.weights.length)
    throw new ModelError(
      `copyWeights: ${from.name} has ${from.weights.length} weights, but ${to.name} has ${to.weights.length}`,
    );
  from.weights.forEach((weight, i) => {
    const [source, target] = [weight, to.weights[i]].map(({ shape }) => shape.join(", "));
    if (source !== target)
      throw new ModelError(`copyWeights: weight ${i} is [${source}] in ${from.name}, but [${target}] in ${to.name}`);
  });
  from.weights.forEach((weight, i) => to.weights[i].write(weight.read()));
}
