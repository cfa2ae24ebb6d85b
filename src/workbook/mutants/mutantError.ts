/** Mutants cannot be run; the message says why. */
export class MutantError extends Error {
  override readonly name = "MutantError";
}
