import { CellReport } from "./cellReport";

/** The reader interrupted the cell. */
export class KernelInterrupted extends CellReport {
  override readonly name = "KernelInterrupted";
  readonly lines = [
    "Variables keep the values that they had when the cell was stopped.",
    "What it was awaiting may go on in the background, unless it observes displayHost().signal.",
  ];

  constructor(options?: ErrorOptions) {
    super("the cell was interrupted", options);
  }
}
