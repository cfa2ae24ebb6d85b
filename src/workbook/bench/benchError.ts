/** The bench cannot go on: a side failed, or the sides do not compute the same. The message says which, and what was found. */
export class BenchError extends Error {
  override readonly name = "BenchError";
}
