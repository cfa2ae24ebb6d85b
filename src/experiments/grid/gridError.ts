import type { RunIdentity } from "../../ledger/row";
import { runName } from "./runName";

/** Runs of a grid failed; the message says which and why. What else was run is on record. */
export class GridError extends Error {
  override readonly name = "GridError";

  /** @param errors what each of the failed runs threw */
  constructor(
    message: string,
    readonly errors: readonly unknown[],
  ) {
    super(message, { cause: errors[0] });
  }
}

export interface RunFailure {
  run: RunIdentity<object>;
  error: unknown;
}

/** The error of a grid some of whose runs failed. */
export function gridError(
  experiment: string,
  grid: readonly RunIdentity<object>[],
  failures: readonly RunFailure[],
): GridError {
  const told = failures.map(
    ({ run, error }) =>
      `the run of ${runName(run, grid)} failed: ${error instanceof Error ? error.message : String(error)}`,
  );
  return new GridError(
    `${experiment}: ${told.join("\n")}`,
    failures.map(({ error }) => error),
  );
}
