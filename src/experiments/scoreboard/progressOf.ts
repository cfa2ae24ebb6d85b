import { identityOf, type Row } from "../../ledger/row";
import type { AnyExperiment } from "../registry";

/** How many runs of the `standard` grids are on record, and how many there are. */
export function progressOf(
  experiments: readonly AnyExperiment[],
  rowsOf: (experiment: AnyExperiment) => readonly Row[],
): { recorded: number; of: number } {
  const runs = experiments.flatMap((experiment) => {
    const { id, revision, profiles } = experiment;
    const { configs, seeds } = profiles.standard;
    const known = new Set(rowsOf(experiment).map(identityOf));
    return configs.flatMap((config) =>
      seeds.map((seed) => known.has(identityOf({ experiment: id, revision, profile: "standard", config, seed }))),
    );
  });
  return { recorded: runs.filter(Boolean).length, of: runs.length };
}
