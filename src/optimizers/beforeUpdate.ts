import { tf } from "../engine/tf";
import { present } from "./globalNorm";

type ApplyGradients = (this: tf.Optimizer, gradients: tf.NamedTensorMap) => void;

/**
 * Lets `work` see the gradients of every update of an optimizer first, and change them.
 * @param work gets the gradients that there are and gives those to apply; what it makes is disposed of.
 * @returns the optimizer itself: its class, rate, weights and `dispose` are what they were.
 */
export function beforeUpdate<O extends tf.Optimizer>(
  optimizer: O,
  work: (gradients: tf.NamedTensorMap) => tf.NamedTensorMap,
): O {
  const own = Object.getOwnPropertyDescriptor(optimizer, "applyGradients")?.value as ApplyGradients | undefined;
  optimizer.applyGradients = (given): void => {
    const gradients = Array.isArray(given)
      ? Object.fromEntries(given.map(({ name, tensor }) => [name, tensor]))
      : given;
    // Asked for at every update: `compile` puts its own in the class when the first step is traced.
    const inner = own ?? (Object.getPrototypeOf(optimizer) as { applyGradients: ApplyGradients }).applyGradients;
    tf.tidy(() => {
      // All names, with null for what has no gradient: some optimizers go by position.
      inner.call(optimizer, { ...gradients, ...work(Object.fromEntries(present(gradients))) });
    });
  };
  return optimizer;
}
