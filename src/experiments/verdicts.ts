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

/**
 * Judges each claim on the recorded rows of a profile: on the seeds that have the whole grid, so that a grid that is still being
 * run is not judged on the part that it has. Rows of other revisions and configurations are passed over.
 * @param rows each run once, as `recordedRows` has them
 */
export function verdictsOf<Config extends object, Metrics extends object>(
  experiment: Experiment<Config, Metrics>,
  profile: Profile,
  rows: readonly Row<Config, Metrics>[],
): Verdict[] {
  const ofGrid = rowsOfGrid(experiment, profile, rows);
  const { length: wanted } = experiment.profiles[profile].configs;
  const isWhole = (seed: number): boolean => ofGrid.filter((row) => row.seed === seed).length >= wanted;
  const whole = new Set(ofGrid.map(({ seed }) => seed).filter(isWhole));
  const judged = ofGrid.filter(({ seed }) => whole.has(seed));
  return experiment.claims.map(({ id: claim, statement, paperValue, unit, expected, judge }) => ({
    claim,
    statement,
    paperValue,
    unit,
    expected,
    ...judge(judged),
  }));
}
