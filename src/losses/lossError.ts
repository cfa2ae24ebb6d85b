/** A loss was given something it cannot compute; the message says what was given and what is needed. */
export class LossError extends Error {
  override readonly name = "LossError";
}
