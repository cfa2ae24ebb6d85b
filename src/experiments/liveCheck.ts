import type { Row } from "../ledger/row";
import type { Claim, Experiment } from "./experiment";

/** What a live run showed of a claim. */
export interface LiveOutcome {
  claim: string;
  statement: string;
  outcome: "holds" | "refuted";
  expected: "holds" | "refuted";
  effect: number;
  threshold: number;
}

/** A live run came out otherwise than the claim's record says, or cannot be judged. */
export class ClaimError extends Error {
  override readonly name = "ClaimError";
}

/**
 * Compares one seed's rows of the grid with the threshold of each claim that a live run can show.
 * @throws RangeError `liveOutcomes: the rows are of the seeds 1, 2; those of one seed are needed`
 * @throws ClaimError `S1: "<statement>" cannot be judged: the effect is NaN; a finite number is needed`, also where the record
 *   says "refuted": a measurement that is broken agrees with nothing
 */
export function liveOutcomes<Config extends object, Metrics extends object>(
  { claims }: Pick<Experiment<Config, Metrics>, "claims">,
  rows: readonly Row<Config, Metrics>[],
): LiveOutcome[] {
  const seeds = [...new Set(rows.map(({ seed }) => seed))];
  if (seeds.length !== 1)
    throw new RangeError(
      `liveOutcomes: the rows are of ${seeds.length === 0 ? "no seed" : `the seeds ${seeds.join(", ")}`}; those of one seed are needed`,
    );
  return claims.flatMap((claim) => (claim.live ? [outcomeOf(claim, claim.live, rows)] : []));
}

function outcomeOf<Config extends object, Metrics extends object>(
  { id: claim, statement }: Claim<Config, Metrics>,
  { effect: measure, threshold, expected }: NonNullable<Claim<Config, Metrics>["live"]>,
  rows: readonly Row<Config, Metrics>[],
): LiveOutcome {
  const effect = measure(rows);
  if (!Number.isFinite(effect))
    throw new ClaimError(
      `${claim}: "${statement}" cannot be judged: the effect is ${effect}; a finite number is needed`,
    );
  const outcome = effect > threshold ? "holds" : "refuted";
  return { claim, statement, outcome, expected, effect, threshold };
}

/**
 * Passes outcomes that agree with the record.
 * @throws ClaimError `S1: "<statement>" is on record as "holds" but came out as "refuted": the effect is 3.10, the threshold 12`
 */
export function requireExpected(outcomes: readonly LiveOutcome[]): void {
  const surprises = outcomes.filter(({ outcome, expected }) => outcome !== expected).map(describe);
  if (surprises.length > 0) throw new ClaimError(surprises.join("\n"));
}

function describe({ claim, statement, outcome, expected, effect, threshold }: LiveOutcome): string {
  return (
    `${claim}: "${statement}" is on record as "${expected}" but came out as "${outcome}": ` +
    `the effect is ${effect.toFixed(2)}, the threshold ${threshold}`
  );
}
