import type { EffectInterval, Outcome } from "../../ledger/verdict";
import type { PaperName, Scale } from "../claims/publishedClaim";

/** What a claim came to; `pending`: its runs are not all on record, or nobody judges it yet; `notRun`: it is quoted only. */
export type Standing = Outcome | "pending" | "notRun";

/** One claim of a paper, and what the recorded runs say of it. */
export interface ScoreboardRow {
  claim: string;
  paper: PaperName;
  /** Where the paper has it. */
  figure: string;
  statement: string;
  /** The paper's own numbers. */
  paperValue: string;
  scale: Scale;
  verdict: Standing;
  /** The outcome that the experiments' code says is on record; absent where nobody judges the claim. */
  expected?: Outcome;
  /** What was measured. Of a claim with several parts: the part that decides, which is then named. */
  effect?: number;
  interval?: EffectInterval;
  unit?: string;
  part?: string;
  /** Those that were judged; none where there is no verdict. */
  seeds: readonly number[];
  /** The notebook's name; without its last words where there is none yet. */
  notebook?: string;
  /** Why there is no verdict. */
  reason?: string;
}
