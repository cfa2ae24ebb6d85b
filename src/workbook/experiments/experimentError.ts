import { UsageError } from "../usageError";

/** The command line was asked for an experiment, or a part of its grid, that there is not; the message says what there is. */
export class ExperimentError extends UsageError {
  override readonly name = "ExperimentError";
}
