/** A data set is missing, damaged, unknown or too small for what was asked; the message says which and what is needed. */
export class DataError extends Error {
  override readonly name = "DataError";
}
