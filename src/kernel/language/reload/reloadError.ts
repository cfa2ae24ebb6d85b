import { CellReport } from "../cellReport";

/** A changed module cannot take the place of the old one; its cause says why. The cell was not run. */
export class ReloadError extends CellReport {
  override readonly name = "ReloadError";
  readonly lines = [
    "The cell was not run, and the code from before the change stays. Repair the file, or run a cell with",
    "jupyter.autoreload = false to go on with the old code.",
  ];

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
  }
}
