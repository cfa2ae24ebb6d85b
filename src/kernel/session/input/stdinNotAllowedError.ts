/** A cell asked its reader something, and nobody can answer. */
export class StdinNotAllowedError extends Error {
  override readonly name = "StdinNotAllowedError";
}
