/** An optimizer or schedule was given something it cannot use; the message says what and what is needed. */
export class OptimizerError extends Error {
  override readonly name = "OptimizerError";
}
