import { sameRun, type Row, type RunIdentity } from "../../ledger/row";
import { appendRow, readRows } from "../../ledger/rows";
import type { Experiment, Profile } from "../experiment";
import { codeOf } from "./codeOf";
import { ledgersOf, type LedgerPlaces, type Ledgers } from "./ledgers";

export interface GridRecordOptions extends LedgerPlaces {
  /**
   * `local`: runs are recorded in the reader's own ledger, outside of what is committed, and a committed row is used where there
   * is one. `committed`: in `data/results`, and only what is there counts as on record. Default `local`.
   */
  record?: "local" | "committed";
  /** Passes over the committed rows, so that the runs are this machine's; its own of the same code are used. Default false. */
  live?: boolean;
  /** Runs everything anew, whatever is on record. Default false. */
  fresh?: boolean;
}

/** Which rows a grid finds on record, and where its own go. */
export class GridRecord<Config extends object, Metrics extends object> {
  /** Digest of the code that runs. */
  readonly code: string;
  readonly ledgers: Ledgers;
  readonly #options: GridRecordOptions;

  /** @throws RangeError `runGrid: live runs are local; record "committed" needs neither live nor fresh` */
  constructor(experiment: Experiment<Config, Metrics>, profile: Profile, options: GridRecordOptions) {
    const { record = "local", live = false, fresh = false } = options;
    if (record === "committed" && (live || fresh))
      throw new RangeError(
        `runGrid: ${live ? "live" : "fresh"} runs are a reader's own and are not committed; leave out ${live ? "live" : "fresh"}, ` +
          `or record: "committed"`,
      );
    this.#options = { record, live, fresh };
    this.ledgers = ledgersOf(experiment.id, profile, options);
    this.code = codeOf(experiment);
  }

  /** The latest row of a run; undefined when there is none that counts. */
  find(run: RunIdentity<Config>): Row<Config, Metrics> | undefined {
    const { record, live, fresh } = this.#options;
    if (fresh) return undefined;
    const committed = (): Row<Config, Metrics> | undefined => latest(this.ledgers.committed, run);
    const local = (): Row<Config, Metrics> | undefined => latest(this.ledgers.local, run, this.code);
    if (record === "committed") return committed();
    return (live ? undefined : committed()) ?? local();
  }

  /** Records a run: the row as the file has it. */
  append(row: Row<Config, Metrics>): Row<Config, Metrics> {
    const local = this.#options.record === "local";
    const recorded = local ? { ...row, code: this.code } : row;
    appendRow(local ? this.ledgers.local : this.ledgers.committed, recorded);
    return recorded;
  }
}

function latest<Config extends object, Metrics extends object>(
  file: string,
  run: RunIdentity<Config>,
  code?: string,
): Row<Config, Metrics> | undefined {
  return readRows<Config, Metrics>(file)
    .filter((row) => sameRun(row, run) && row.code === code)
    .at(-1);
}
