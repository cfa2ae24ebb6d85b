/** A metric was asked for something it cannot compute; the message says what was given and what is needed. */
export class MetricError extends Error {
  override readonly name = "MetricError";
}
