import type { tf } from "../tf";
import { activeTracing } from "./tracing";

/**
 * Inside a step that is being traced: lets an optimizer of tf.train take its learning rate from a tensor of the step.
 * @returns false when no step is being traced, and nothing was set
 */
export function setTracedRate(optimizer: tf.Optimizer, learningRate: tf.Scalar): boolean {
  const tracing = activeTracing();
  tracing?.rates.set(optimizer, tracing.valueOf(learningRate));
  return tracing !== undefined;
}
