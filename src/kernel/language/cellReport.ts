/** An error that explains itself to the reader; its stack would only show how the kernel works. */
export abstract class CellReport extends Error {
  /** The lines to show in place of a stack trace. */
  abstract readonly lines: readonly string[];
}
