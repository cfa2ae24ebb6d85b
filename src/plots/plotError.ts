/** A figure that cannot be made, drawn or shown. The message says which one, what was given and what is needed. */
export class PlotError extends Error {
  override readonly name = "PlotError";
}
