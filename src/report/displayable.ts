import type { MimeBundle } from "./displayHost";

/**
 * The method by which a value shows itself in a notebook; Deno's kernel reads the same registered symbol.
 * A class implements `[displaySymbol](): MimeBundle | Promise<MimeBundle>`.
 */
export const displaySymbol: unique symbol = Symbol.for("Jupyter.display");

export interface Displayable {
  [displaySymbol](): MimeBundle | Promise<MimeBundle>;
}
