/** A model was described in a way that cannot be built; the message says what was given and what is needed. */
export class ModelError extends Error {
  override readonly name = "ModelError";
}
