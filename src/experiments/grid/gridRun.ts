import type { Owner } from "../../files/owner";
import type { Row, RunIdentity } from "../../ledger/row";
import { InterruptedError, interruptSignal, throwIfInterrupted } from "../../report/abort";
import { progress, type Progress } from "../../report/progress";
import { silentProgress } from "../../report/silentProgress";
import type { Experiment } from "../experiment";
import { askedRuns } from "./askedRuns";
import { carryOut } from "./carryOut";
import { eventsFolder } from "./eventsFolder";
import { GridClock } from "./gridClock";
import { gridError, type RunFailure } from "./gridError";
import { GridRecord } from "./gridRecord";
import { pause } from "./pause";
import type { RunGridOptions } from "./runGridOptions";
import { runName } from "./runName";
import { UnfinishedRun } from "./unfinishedRun";

/** How long other processes are left to their runs before it is looked again. */
const pauseMs = 500;

/** One call of `runGrid`. */
export class GridRun<Config extends object, Metrics extends object> {
  readonly #experiment: Experiment<Config, Metrics>;
  readonly #options: RunGridOptions<Config, Metrics>;
  readonly #signal: AbortSignal | undefined;
  readonly #asked: readonly RunIdentity<Config>[];
  readonly #record: GridRecord<Config, Metrics>;
  readonly #clock: GridClock<RunIdentity<Config>>;
  readonly #line: Progress;
  readonly #rows = new Map<RunIdentity<Config>, Row<Config, Metrics>>();
  readonly #failures: RunFailure[] = [];

  constructor(experiment: Experiment<Config, Metrics>, options: RunGridOptions<Config, Metrics>) {
    const { profile, shard, estimate } = options;
    this.#experiment = experiment;
    this.#options = options;
    // Taken once: after an interrupt the next cell has a signal of its own.
    this.#signal = interruptSignal(options.signal);
    this.#asked = askedRuns(experiment, options);
    this.#record = new GridRecord(experiment, profile, options);
    this.#clock = new GridClock(this.#asked, estimate && (({ config }) => estimate(config)));
    this.#line =
      options.progress ??
      progress({
        total: this.#asked.length,
        label: `${experiment.id} ${profile}${shard ? ` (shard ${shard.index}/${shard.of})` : ""}`,
        unit: "runs",
        secondsLeft: () => this.#clock.secondsLeft(),
      });
  }

  async rows(): Promise<Row<Config, Metrics>[]> {
    try {
      for (let left = this.#asked; left.length > 0;) {
        const busy: RunIdentity<Config>[] = [];
        for (const run of left) {
          throwIfInterrupted(this.#experiment.id, this.#signal);
          const other = await this.#take(run);
          if (!other) continue;
          busy.push(run);
          this.#show(`waiting for process ${other.pid}`);
        }
        // What other processes are at is looked at again when the rest is done.
        if (busy.length > 0) await pause(pauseMs, this.#signal);
        left = busy;
      }
    } finally {
      this.#line.finish();
    }
    if (this.#failures.length > 0) throw gridError(this.#experiment.id, this.#asked, this.#failures);
    return this.#asked.map((run) => this.#rows.get(run) as Row<Config, Metrics>);
  }

  /** Finds a run on record or runs it; returns the process that is at it already. */
  async #take(run: RunIdentity<Config>): Promise<Owner | undefined> {
    const found = this.#record.find(run);
    if (found) return this.#add(run, found, "on record");
    const claimed = UnfinishedRun.claim(this.#record.ledgers.unfinished, run, this.#record.code);
    if (!(claimed instanceof UnfinishedRun)) return claimed;
    // Another process may have ended it just before.
    const ended = this.#record.find(run);
    if (ended) claimed.finish();
    if (ended) return this.#add(run, ended, "on record");
    this.#clock.begin(run, () => claimed.seconds);
    this.#show(runName(run, this.#asked));
    const row = await this.#carryOut(run, claimed);
    if (row) this.#add(run, row, "run");
  }

  /** Undefined when the run fails and others are to be run all the same. */
  async #carryOut(run: RunIdentity<Config>, claimed: UnfinishedRun): Promise<Row<Config, Metrics> | undefined> {
    const { commit = "unknown", keepGoing = false, tensorBoard, progress: told } = this.#options;
    try {
      return await carryOut(run, claimed, {
        ...{ experiment: this.#experiment, record: this.#record, commit, signal: this.#signal },
        tensorBoard: tensorBoard === undefined ? undefined : eventsFolder(tensorBoard, run, this.#asked),
        progress: told && silentProgress,
      });
    } catch (error) {
      if (error instanceof InterruptedError) throw error;
      this.#clock.end(run);
      this.#failures.push({ run, error });
      this.#show();
      if (!keepGoing) throw gridError(this.#experiment.id, this.#asked, this.#failures);
      return undefined;
    }
  }

  #add(run: RunIdentity<Config>, row: Row<Config, Metrics>, how: "on record" | "run"): undefined {
    this.#clock.end(run, how === "run" ? row.seconds : undefined);
    UnfinishedRun.discard(this.#record.ledgers.unfinished, run);
    this.#rows.set(run, row);
    this.#show();
    this.#options.onRow?.(row, how);
  }

  /** @param now what goes on */
  #show(now?: string): void {
    this.#line.update(this.#rows.size + this.#failures.length, now === undefined ? {} : { now });
  }
}
