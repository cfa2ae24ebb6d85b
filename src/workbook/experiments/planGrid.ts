import type { AnyExperiment } from "../../experiments/registry";
import { identityOf, type ConfigValue, type RunIdentity } from "../../ledger/row";
import { readRows, rowsFile } from "../../ledger/rows";
import { chooseConfigs } from "./chooseConfigs";
import type { RunRequest } from "./runRequest";

/** The runs of one experiment that a request asks for. */
export interface GridPlan {
  experiment: AnyExperiment;
  configs: Record<string, ConfigValue>[];
  seeds: readonly number[];
  runs: RunIdentity[];
  /** Those that need not be run. */
  onRecord: RunIdentity[];
}

/** What a request means for an experiment, before anything runs. */
export function planGrid(
  experiment: AnyExperiment,
  {
    root,
    profile,
    only,
    shard,
    seeds = experiment.profiles[profile].seeds,
  }: Pick<RunRequest, "root" | "profile" | "only" | "shard" | "seeds">,
): GridPlan {
  const { id, revision } = experiment;
  const configs = chooseConfigs(experiment, profile, only);
  const runs = configs
    .flatMap((config) => seeds.map((seed) => ({ experiment: id, revision, profile, config, seed })))
    .filter((_, n) => shard === undefined || n % shard.of === shard.index - 1);
  const recorded = new Set(readRows(rowsFile(id, profile, root)).map(identityOf));
  return { experiment, configs, seeds, runs, onRecord: runs.filter((run) => recorded.has(identityOf(run))) };
}
