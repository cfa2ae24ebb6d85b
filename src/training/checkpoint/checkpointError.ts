/** A checkpoint cannot be read, written or resumed from; the message says which file, what is in it and what is needed. */
export class CheckpointError extends Error {
  override readonly name = "CheckpointError";
}
