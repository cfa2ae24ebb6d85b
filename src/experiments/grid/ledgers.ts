import path from "node:path";
import { engineHome } from "../../engine/install/engineHome";
import { rowsFile } from "../../ledger/rows";

export interface LedgerPlaces {
  /** The checkout, which has `data/results`. Default: that of this module. */
  root?: string;
  /** Where a reader's own runs and unfinished ones are kept. Default: CONTRASTBOOK_HOME, or `.contrastbook` in the checkout. */
  home?: string;
}

/** Where the runs of an experiment at a profile are recorded: the committed ones, and a reader's own. */
export interface Ledgers {
  committed: string;
  local: string;
  /** The folder of unfinished runs. */
  unfinished: string;
}

export function ledgersOf(
  experiment: string,
  profile: string,
  { root = path.resolve(__dirname, "../../../.."), home = engineHome(root) }: LedgerPlaces = {},
): Ledgers {
  return {
    committed: rowsFile(experiment, profile, root),
    local: path.join(home, "results", `${experiment}.${profile}.jsonl`),
    unfinished: path.join(home, "runs", experiment),
  };
}
