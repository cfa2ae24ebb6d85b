import type { SideEnvironment } from "./sides";
import type { TrainingRows } from "./trainingRows";

/** What a comparison works with. */
export interface TrainingContext {
  side: SideEnvironment;
  rows: TrainingRows;
  cores: number;
  /** An empty folder for a golden file. */
  folder: (name: string) => string;
}
