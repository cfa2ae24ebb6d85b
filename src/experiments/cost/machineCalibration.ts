import type { Work } from "../work";

/** Seconds that a machine takes for one of each kind of work. */
export type Speeds = Readonly<Record<keyof Work, number>>;

/** What was measured on a machine, and where and when. */
export interface MachineCalibration {
  speeds: Speeds;
  device: string;
  threads: number;
  versions: Record<string, string>;
  /** Day, ISO 8601: a machine may be another one tomorrow. */
  day: string;
}
