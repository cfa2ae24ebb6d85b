import path from "node:path";
import { identityOf, type ConfigValue, type Row, type RunIdentity } from "../ledger/row";
import { InterruptedError, interruptSignal, throwIfInterrupted } from "../report/abort";
import { progress as progressLine, type Progress } from "../report/progress";
import type { Experiment } from "./experiment";
import { askedRuns, type AskedRunsOptions } from "./grid/askedRuns";
import { carryOut } from "./grid/carryOut";
import { gridError, type RunFailure } from "./grid/gridError";
import { GridRecord, type GridRecordOptions } from "./grid/gridRecord";
import { pause } from "./grid/pause";
import { runName } from "./grid/runName";
import { UnfinishedRun } from "./grid/unfinishedRun";

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
  /** Hears of every run: found on record, or done. */
  onRow?: (row: Row<Config, Metrics>, how: "on record" | "run") => void;
}

/**
 * Runs what is not on record of a grid, records every run when it ends, and returns the rows of the whole grid in its order.
 *
 * A run that was stopped or killed goes on from its checkpoints when the grid is run again, by the same code, and ends with the
 * same row. Several processes may run one grid: each run is done by one of them, and the others wait for it at their end.
 *
 * @throws GridError `simclr/temperature: the run of temperature 0.1, seed 2 failed: pretrain: the loss is NaN ...` at the first
 *   run that fails; with `keepGoing` at the end.
 * @throws InterruptedError `simclr/temperature: interrupted`, when the signal fires.
 * @throws LedgerError when a ledger cannot be read.
 */
export async function runGrid<Config extends object, Metrics extends object>(
  experiment: Experiment<Config, Metrics>,
  options: RunGridOptions<Config, Metrics>,
): Promise<Row<Config, Metrics>[]> {
  const { id } = experiment;
  const { profile, keepGoing = false, commit = "unknown", onRow } = options;
  const signal = interruptSignal(options.signal);
  const asked = askedRuns(experiment, options);
  const record = new GridRecord(experiment, profile, options);
  const line = options.progress ?? progressLine({ total: asked.length, label: `${id} ${profile}`, unit: "runs" });
  const how = {
    experiment,
    record,
    commit,
    signal,
    tensorBoard: eventsOf(options.tensorBoard, asked),
    progress: options.progress && silent,
  };
  const rows = new Map<string, Row<Config, Metrics>>();
  const failures: RunFailure[] = [];
  const add = (row: Row<Config, Metrics>, found: boolean): void => {
    rows.set(identityOf(row), row);
    line.update(rows.size + failures.length);
    onRow?.(row, found ? "on record" : "run");
  };
  try {
    for (let left = asked; left.length > 0;) {
      const busy: RunIdentity<Config>[] = [];
      for (const run of left) {
        throwIfInterrupted(id, signal);
        const found = record.find(run);
        if (found) {
          add(found, true);
          continue;
        }
        const claimed = UnfinishedRun.claim(record.ledgers.unfinished, run, record.code);
        if (!(claimed instanceof UnfinishedRun)) {
          busy.push(run);
          continue;
        }
        // Another process may have ended it just before.
        const ended = record.find(run);
        if (ended) claimed.finish();
        const row = ended ?? (await carryOut(run, claimed, how).catch((error: unknown) => failed(run, error)));
        if (row) add(row, ended !== undefined);
      }
      // What other processes are at is looked at again when the rest is done.
      if (busy.length > 0) await pause(pauseMs, signal);
      left = busy;
    }
  } finally {
    line.finish();
  }
  if (failures.length > 0) throw gridError(id, asked, failures);
  return asked.map((run) => rows.get(identityOf(run)) as Row<Config, Metrics>);

  function failed(run: RunIdentity<Config>, error: unknown): undefined {
    if (error instanceof InterruptedError) throw error;
    failures.push({ run, error });
    if (!keepGoing) throw gridError(id, asked, failures);
    line.update(rows.size + failures.length);
  }
}

/** Where each run of a grid writes its events, by what tells it from the others. */
function eventsOf(folder: string | undefined, asked: readonly RunIdentity<object>[]) {
  if (folder === undefined) return undefined;
  return (run: RunIdentity<object>): string =>
    path.join(
      folder,
      `${run.experiment}.${run.profile}`,
      runName(run, asked)
        .replaceAll(", ", ",")
        .replaceAll(" ", "=")
        .replaceAll(/[^\w.,=-]/g, "_"),
    );
}

/** How long other processes are left to their runs before it is looked again. */
const pauseMs = 500;

const silent: Progress = { update: () => undefined, finish: () => undefined };
