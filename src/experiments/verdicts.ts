import { identityOf, type Row } from "../ledger/row";
import type { Verdict } from "../ledger/verdict";
import type { Experiment, Profile } from "./experiment";

/** The rows of a profile's grid at the experiment's revision, of whatever seeds: those that its claims are judged on. */
export function rowsOfGrid<Config extends object, Metrics extends object>(
  experiment: Experiment<Config, Metrics>,
  profile: Profile,
  rows: readonly Row<Config, Metrics>[],
): Row<Config, Metrics>[] {
  const { id, revision, profiles } = experiment;
  const wanted = new Set(
    profiles[profile].configs.map((config) => identityOf({ experiment: id, revision, profile, config, seed: 0 })),
  );
  return rows.filter((row) => wanted.has(identityOf({ ...row, seed: 0 })));
}

/** Judges each claim on the recorded rows of a profile; rows of other revisions and configurations are passed over. */
export function verdictsOf<Config extends object, Metrics extends object>(
  experiment: Experiment<Config, Metrics>,
  profile: Profile,
  rows: readonly Row<Config, Metrics>[],
): Verdict[] {
  const judged = rowsOfGrid(experiment, profile, rows);
  return experiment.claims.map(({ id: claim, statement, paperValue, unit, expected, judge }) => ({
    claim,
    statement,
    paperValue,
    unit,
    expected,
    ...judge(judged),
  }));
}
