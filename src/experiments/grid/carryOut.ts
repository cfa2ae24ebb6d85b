import { device } from "../../engine/device";
import { tf } from "../../engine/tf";
import type { Row, RunIdentity } from "../../ledger/row";
import type { Progress } from "../../report/progress";
import type { Experiment } from "../experiment";
import type { GridRecord } from "./gridRecord";
import type { UnfinishedRun } from "./unfinishedRun";

export interface CarryOutOptions<Config extends object, Metrics extends object> {
  experiment: Experiment<Config, Metrics>;
  record: GridRecord<Config, Metrics>;
  commit: string;
  /** Where a run writes events for TensorBoard. */
  tensorBoard?: string;
  signal?: AbortSignal;
  progress?: Progress;
}

/** Ends a run that this process has claimed, and records it; a run that fails or is stopped is left as it is. */
export async function carryOut<Config extends object, Metrics extends object>(
  run: RunIdentity<Config>,
  claimed: UnfinishedRun,
  { experiment, record, commit, tensorBoard, signal, progress }: CarryOutOptions<Config, Metrics>,
): Promise<Row<Config, Metrics>> {
  try {
    const { metrics, curve, viewsPerSecond } = await experiment.run(run.config, {
      seed: run.seed,
      checkpoint: (training) => claimed.checkpoint(training),
      tensorBoard,
      signal,
      progress,
    });
    const { kind, threads, tensorflow } = device();
    const row = record.append({
      ...run,
      metrics,
      ...(curve && { curve }),
      seconds: Number(claimed.seconds.toFixed(1)),
      ...(viewsPerSecond !== undefined && { viewsPerSecond }),
      device: kind,
      threads: threads.intraOp,
      versions: { tensorflow, tfjs: tf.version.tfjs, node: process.versions.node },
      date: new Date().toISOString(),
      commit,
    });
    claimed.finish();
    return row;
  } catch (error) {
    claimed.leave();
    throw error;
  }
}
