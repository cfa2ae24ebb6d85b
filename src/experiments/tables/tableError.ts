/** A table cannot be made of what was given; the message says who, what was given and what is needed. */
export class TableError extends Error {
  override readonly name = "TableError";
}
