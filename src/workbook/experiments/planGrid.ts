import { askedRuns } from "../../experiments/grid/askedRuns";
import type { AnyExperiment } from "../../experiments/registry";
import { identityOf, type ConfigValue, type RunIdentity } from "../../ledger/row";
import { readRows, rowsFile } from "../../ledger/rows";
import { chooseConfigs } from "./chooseConfigs";
import type { RunRequest } from "./runRequest";

/** The runs of one experiment that a request asks for. */
export interface GridPlan {
  experiment: AnyExperiment;
  configs: Record<string, ConfigValue>[];
  runs: RunIdentity[];
  /** Those that are in the committed ledger and need not be run. */
  onRecord: RunIdentity[];
}

/** What a request means for an experiment, before anything runs. */
export function planGrid(
  experiment: AnyExperiment,
  { root, profile, only, shard, seeds }: Pick<RunRequest, "root" | "profile" | "only" | "shard" | "seeds">,
): GridPlan {
  const configs = chooseConfigs(experiment, profile, only);
  const runs = askedRuns(experiment, { profile, configs, seeds, shard });
  const recorded = new Set(readRows(rowsFile(experiment.id, profile, root)).map(identityOf));
  return { experiment, configs, runs, onRecord: runs.filter((run) => recorded.has(identityOf(run))) };
}
