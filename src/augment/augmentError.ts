/** A transform was given parameters or images that it cannot have; the message says which and what is needed. */
export class AugmentError extends Error {
  override name = "AugmentError";
}
