import { tf } from "../engine/tf";
import { apply } from "./apply";
import { ModelError } from "./modelError";
import { sharing } from "./sharing";

/**
 * One model that runs models one after another, on the very weights of its parts: what trains it trains them, and it saves as one.
 *
 * y = fₙ(... f₂(f₁(x)))
 *
 * @param models at least one, of one input and one output each, every input as wide as the output before it. Their names must differ.
 * @returns a model from the first one's input to the last one's output. Disposing of it leaves the parts alive, and the other way round.
 * @throws ModelError `chain: at least one model is needed`;
 *   `chain: projection_head takes [64], but resnet_1_1_1_1_width16 gives [128]`;
 *   `chain: two models are called projection_head; each needs a name of its own`.
 * @cost no copy of weights.
 */
export function chain(models: readonly tf.LayersModel[]): tf.LayersModel {
  if (models.length === 0) throw new ModelError("chain: at least one model is needed");
  for (const [i, model] of models.entries()) {
    const before = models[i - 1] as tf.LayersModel | undefined;
    if (models.findIndex(({ name }) => name === model.name) !== i)
      throw new ModelError(`chain: two models are called ${model.name}; each needs a name of its own`);
    if (before && shape(model.inputs[0]) !== shape(before.outputs[0]))
      throw new ModelError(
        `chain: ${model.name} takes [${shape(model.inputs[0])}], but ${before.name} gives [${shape(before.outputs[0])}]`,
      );
  }
  const input = tf.input({ shape: models[0].inputs[0].shape.slice(1), name: "input" });
  const outputs = models.reduce<tf.SymbolicTensor>((x, model) => apply(model, x), input);
  return sharing({ inputs: input, outputs, name: models.map(({ name }) => name).join("_") });
}

/** Without the axis of the batch. */
const shape = (tensor: tf.SymbolicTensor): string => tensor.shape.slice(1).join(", ");
