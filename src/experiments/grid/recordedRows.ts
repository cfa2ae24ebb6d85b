import { identityOf, type ConfigValue, type Row } from "../../ledger/row";
import { readRows } from "../../ledger/rows";
import type { Experiment, Profile } from "../experiment";
import { codeOf } from "./codeOf";
import { ledgersOf, type LedgerPlaces } from "./ledgers";

/** A row, and which ledger has it. */
export type RecordedRow<
  Config extends object = Record<string, ConfigValue>,
  Metrics extends object = Record<string, number>,
> = Row<Config, Metrics> & {
  /** `committed`: in the checkout's `data/results`. `local`: one of the reader's own runs. */
  source: "committed" | "local";
};

/**
 * What is on record of an experiment at its present revision, each run once: the committed rows, then those that a reader
 * ran with the code as it is now. Where both have a run it is the committed row; of a run that was made anew, the latest.
 */
export function recordedRows<Config extends object, Metrics extends object>(
  experiment: Pick<Experiment<Config, Metrics>, "id" | "revision" | "run">,
  profile: Profile,
  places: LedgerPlaces = {},
): RecordedRow<Config, Metrics>[] {
  const ledgers = ledgersOf(experiment.id, profile, places);
  const code = codeOf(experiment);
  const present = ({ revision }: Row<Config, Metrics>): boolean => revision === experiment.revision;
  const committed = readRows<Config, Metrics>(ledgers.committed).filter(present);
  const local = readRows<Config, Metrics>(ledgers.local).filter((row) => present(row) && row.code === code);
  const known = new Set(committed.map(identityOf));
  const latest = new Map(local.map((row) => [identityOf(row), row]));
  return [
    ...committed.map((row) => ({ ...row, source: "committed" as const })),
    ...[...latest.values()]
      .filter((row) => !known.has(identityOf(row)))
      .map((row) => ({ ...row, source: "local" as const })),
  ];
}
