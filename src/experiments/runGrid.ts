import { device } from "../engine/device";
import { tf } from "../engine/tf";
import { identityOf, type ConfigValue, type Row } from "../ledger/row";
import { appendRow, readRows, rowsFile } from "../ledger/rows";
import type { Progress } from "../report/progress";
import type { Experiment, Profile } from "./experiment";

export interface RunGridOptions<
  Config extends object = Record<string, ConfigValue>,
  Metrics extends object = Record<string, number>,
> {
  profile: Profile;
  /** Default: those of the profile. */
  configs?: readonly Config[];
  /** Default: those of the profile. */
  seeds?: readonly number[];
  /** Only every `of`-th run, beginning with number `index`, from 1. Default: all. */
  shard?: { index: number; of: number };
  /** Folder that has `data/results`. Default: this checkout. */
  root?: string;
  /** The commit that rows say they are of. Default: "unknown". */
  commit?: string;
  /** Stops within one training step. Default: the running cell's interrupt. */
  signal?: AbortSignal;
  /** Default: a progress line for the grid, with one for the run at work. */
  progress?: Progress;
  /** Hears of every run: found on record, or done. */
  onRow?: (row: Row<Config, Metrics>, how: "on record" | "run") => void;
}

/** Runs what is not on record of a grid, records every run when it ends, and returns the rows of the whole grid in its order. */
export async function runGrid<Config extends object, Metrics extends object>(
  experiment: Experiment<Config, Metrics>,
  options: RunGridOptions<Config, Metrics>,
): Promise<Row<Config, Metrics>[]> {
  const { profile, root, signal, progress, commit = "unknown", shard = { index: 1, of: 1 }, onRow } = options;
  const { configs = experiment.profiles[profile].configs, seeds = experiment.profiles[profile].seeds } = options;
  const { id, revision } = experiment;
  const file = rowsFile(id, profile, root);
  const { kind, threads, tensorflow } = device();
  const asked = configs
    .flatMap((config) => seeds.map((seed) => ({ experiment: id, revision, profile, config, seed })))
    .filter((_, n) => n % shard.of === shard.index - 1);
  const rows: Row<Config, Metrics>[] = [];
  for (const run of asked) {
    const found = readRows<Config, Metrics>(file).find((row) => identityOf(row) === identityOf(run));
    if (found) {
      rows.push(found);
      onRow?.(found, "on record");
      continue;
    }
    const start = performance.now();
    const measured = await experiment.run(run.config, { seed: run.seed, signal, progress });
    const row: Row<Config, Metrics> = {
      ...run,
      ...measured,
      seconds: Number(((performance.now() - start) / 1000).toFixed(1)),
      device: kind,
      threads: threads.intraOp,
      versions: { tensorflow, tfjs: tf.version.tfjs, node: process.versions.node },
      date: new Date().toISOString(),
      commit,
    };
    appendRow(file, row);
    rows.push(row);
    onRow?.(row, "run");
  }
  return rows;
}
