/** What a claim came to. `notVisible`: the runs cannot tell, which is never a pass. */
export type Outcome = "holds" | "refuted" | "notVisible";

/** A range of the effect, with the given coverage. */
export interface EffectInterval {
  low: number;
  high: number;
}

/** What the statistics say of an inequality, on the runs of several seeds. */
export interface Judgement {
  outcome: Outcome;
  /** The estimate, in the unit of the claim. */
  effect: number;
  /** 95%, over seeds; absent where the claim is exact. */
  interval?: EffectInterval;
  /** The seeds that had everything the judgement needs. */
  seeds: readonly number[];
}

/** A claim judged on recorded runs: what the scoreboard shows a line of. */
export interface Verdict extends Judgement {
  /** Row of the table of claims, for instance "S20". */
  claim: string;
  statement: string;
  /** What the paper reports, in its own numbers. */
  paperValue: string;
  /** Unit of effect and interval, for instance "points". */
  unit: string;
  /** The outcome on record. One that comes out otherwise is an error, also where the record says "refuted". */
  expected: Outcome;
}
