import path from "node:path";
import type { RunIdentity } from "../../ledger/row";
import { runName } from "./runName";

/** Where a run of a grid writes its events for TensorBoard: a folder named by what tells it from the others. */
export function eventsFolder(folder: string, run: RunIdentity<object>, grid: readonly RunIdentity<object>[]): string {
  const name = runName(run, grid)
    .replaceAll(", ", ",")
    .replaceAll(" ", "=")
    .replaceAll(/[^\w.,=-]/g, "_");
  return path.join(folder, `${run.experiment}.${run.profile}`, name);
}
