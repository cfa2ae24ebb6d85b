/** The command line was asked for an experiment it cannot run; the message says what was given and what is known. */
export class ExperimentError extends Error {
  override readonly name = "ExperimentError";
}
