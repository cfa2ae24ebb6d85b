/** A file of recorded runs cannot be read; the message says which, where and what to do. */
export class LedgerError extends Error {
  override readonly name = "LedgerError";
}
