import type { tf } from "../../engine/tf";
import { TrainingError } from "../trainingError";

/** Shape of one example at an input or output of a model, as `[28, 28, 1]`. */
export function shapeOf(tensor: tf.SymbolicTensor | undefined): string {
  return tensor === undefined ? "none" : `[${tensor.shape.slice(1).join(", ")}]`;
}

/** Throws a TrainingError, in the name of the training, unless each model's inputs have these shapes. */
export function requireInputs(
  who: string,
  model: tf.LayersModel,
  { name, needed }: { name: string; needed: string[] },
): void {
  const given = model.inputs.map(shapeOf);
  if (given.join(" and ") !== needed.join(" and "))
    throw new TrainingError(`${who}: ${name} takes ${given.join(" and ")}; ${needed.join(" and ")} is needed`);
}
