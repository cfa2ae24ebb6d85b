import { kindsOfWork, type Work } from "../work";
import type { Speeds } from "./machineCalibration";

/** How long a work takes: the sum of what each kind takes. */
export function secondsOf(work: Work, speeds: Speeds): number {
  return kindsOfWork.reduce((sum, kind) => sum + (work[kind] ?? 0) * speeds[kind], 0);
}
