/** A bound or an estimator of mutual information was given something it cannot compute; the message says what and what is needed. */
export class BoundError extends Error {
  override readonly name = "BoundError";
}
