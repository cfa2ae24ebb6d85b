import type { ConfigValue, Row } from "../../ledger/row";
import type { Progress } from "../../report/progress";
import type { AskedRunsOptions } from "./askedRuns";
import type { GridRecordOptions } from "./gridRecord";

export interface RunGridOptions<
  Config extends object = Record<string, ConfigValue>,
  Metrics extends object = Record<string, number>,
>
  extends AskedRunsOptions<Config>, GridRecordOptions {
  /** Goes on when a run fails, and throws at the end. Default false. */
  keepGoing?: boolean;
  /** The commit that rows say they are of. Default: "unknown". */
  commit?: string;
  /** Folder for event files of TensorBoard: each run has a folder of its own in it. Default: none are written. */
  tensorBoard?: string;
  /** Stops within one training step. What is trained is kept, and the same call goes on from it. Default: the running cell's interrupt. */
  signal?: AbortSignal;
  /** Hears how many runs are done; those at work show nothing then. Default: a line for the grid, with one for the run at work. */
  progress?: Progress;
  /** Seconds that a configuration takes on this machine, for the time that is left. Default: that of the runs before. */
  estimate?: (config: Config) => number;
  /** Hears of every run: found on record, or done. */
  onRow?: (row: Row<Config, Metrics>, how: "on record" | "run") => void;
}
