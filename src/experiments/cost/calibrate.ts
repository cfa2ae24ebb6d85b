import { readFileSync } from "node:fs";
import path from "node:path";
import { device } from "../../engine/device";
import { engineHome } from "../../engine/install/engineHome";
import { writeAtomically } from "../../files/writeAtomically";
import { kindsOfWork } from "../work";
import type { MachineCalibration, Speeds } from "./machineCalibration";
import { measureSpeeds } from "./measureSpeeds";

export interface CalibrateOptions {
  /** Folder of `calibration.json`. Default: CONTRASTBOOK_HOME, or `.contrastbook` of this checkout. */
  home?: string;
  /** Measures. Default: `measureSpeeds`. */
  measure?: () => Promise<Speeds>;
  /** Default: now. */
  date?: Date;
}

/**
 * How fast this machine is at each kind of work: measured once a day for a device, its threads and the versions, and kept in a file.
 *
 * Speeds are those of the moment: on a machine that is busy then, estimates are too long for the rest of the day; remove the file.
 *
 * @cost up to 5 s on 2 cores, nothing when it is on file.
 */
export async function calibrate(options: CalibrateOptions = {}): Promise<MachineCalibration> {
  const { home = engineHome(path.resolve(__dirname, "../../../..")), measure = measureSpeeds } = options;
  const { kind, threads, tensorflow } = device();
  const asked = {
    device: kind,
    threads: threads.intraOp,
    versions: { tensorflow, node: process.versions.node },
    day: (options.date ?? new Date()).toISOString().slice(0, 10),
  };
  const file = path.join(home, "calibration.json");
  const kept = readKept(file);
  const found = kept.find(({ speeds, ...rest }) => JSON.stringify(rest) === JSON.stringify(asked) && whole(speeds));
  if (found) return found;
  const measured = { ...asked, speeds: await measure() };
  // Those of other threads may be asked for again, those of other days never.
  const others = kept.filter(({ speeds: _, ...rest }) => rest.day === asked.day);
  const text = JSON.stringify([...others, measured], undefined, 1);
  try {
    writeAtomically(file, [Buffer.from(`${text}\n`)]);
  } catch {
    // A full disk or a folder of somebody else: it is measured again next time.
  }
  return measured;
}

/** What is on file; a file that is none costs a measurement, nothing else. */
function readKept(file: string): MachineCalibration[] {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, "utf8"));
    return Array.isArray(kept) ? (kept as MachineCalibration[]).filter((one) => typeof one === "object") : [];
  } catch {
    return [];
  }
}

/** Whether every kind of work that is known now was measured. */
function whole(speeds: Partial<Speeds> | undefined): boolean {
  return kindsOfWork.every((kind) => Number.isFinite(speeds?.[kind]));
}
