import { setTracedRate } from "../engine/compile";
import type { tf } from "../engine/tf";
import { OptimizerError } from "./optimizerError";

/**
 * Sets the learning rate of any `tf.train` optimizer, as a schedule does before every step.
 *
 * SGD and momentum keep the rate in a tensor and have a setter. The others read a number field in every update; the
 * field is protected, and this is the one place that writes it.
 *
 * A compiled step reads the rate at every call, so set it between calls; or, within the step, from a scalar that the step
 * was given (a number set there stays as it is).
 *
 * @param learningRate a number, or a float32 scalar.
 * @throws OptimizerError `setLearningRate: Custom has no numeric learningRate; an optimizer of tf.train is needed`.
 * @cost under 10 µs.
 */
export function setLearningRate(optimizer: tf.Optimizer, learningRate: number | tf.Scalar): void {
  if (typeof learningRate !== "number") {
    if (!setTracedRate(optimizer, learningRate)) setLearningRate(optimizer, learningRate.dataSync()[0]);
    return;
  }
  setTracedRate(optimizer, learningRate);
  // Not by instanceof: tfjs makes every optimizer an instance of every optimizer class.
  const adjustable = optimizer as unknown as { learningRate?: unknown; setLearningRate?: (rate: number) => void };
  if (adjustable.setLearningRate) return adjustable.setLearningRate(learningRate);
  if (typeof adjustable.learningRate !== "number")
    throw new OptimizerError(
      `setLearningRate: ${optimizer.getClassName()} has no numeric learningRate; an optimizer of tf.train is needed`,
    );
  adjustable.learningRate = learningRate;
}
