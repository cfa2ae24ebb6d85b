import { tf } from "../tf";
import { tracedRate } from "./optimizerRates";
import { activeTracing } from "./tracing";

/**
 * The learning rate of an update that an optimizer of ours is about to make, as `liveNumber`; in a compiled step `setTracedRate`
 * may have set it, and the update is counted among the optimizer's iterations at every call.
 * @returns float32 scalar
 */
export function liveRate(optimizer: tf.Optimizer, read: () => number): tf.Scalar {
  activeTracing()?.updates.push(optimizer);
  return rateOf(optimizer, read);
}

/** As `liveRate`, for what comes beside an update that the optimizer itself counts. */
export function rateOf(optimizer: tf.Optimizer, read: () => number): tf.Scalar {
  const tracing = activeTracing();
  return tracing === undefined ? tf.scalar(read()) : tracing.tensor(tracedRate(tracing, optimizer, read));
}
