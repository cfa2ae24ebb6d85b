import { tf } from "../tf";
import { activeTracing } from "./tracing";

/**
 * Inside a step that is being traced: lets an optimizer of tf.train take its learning rate from there on from a tensor of the
 * step, or from a number, which then is part of the trace.
 * @returns false when no step is being traced, and nothing was set
 */
export function setTracedRate(optimizer: tf.Optimizer, learningRate: tf.Scalar | number): boolean {
  const tracing = activeTracing();
  if (tracing === undefined) return false;
  const rate = typeof learningRate === "number" ? tf.scalar(learningRate) : learningRate;
  tracing.rates.set(optimizer, tracing.valueOf(rate));
  return true;
}
