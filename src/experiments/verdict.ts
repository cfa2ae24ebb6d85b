import type { Claim, Outcome } from "./experiment";

export interface Verdict {
  claim: string;
  statement: string;
  outcome: Outcome;
  expected: Outcome;
  effect: number;
  threshold: number;
}

/** A claim came out otherwise than its record says. */
export class ClaimError extends Error {
  override readonly name = "ClaimError";
}

/** Judges each claim on the metrics of one run: it holds when its effect is above its threshold. */
export function judge<Metrics>(claims: readonly Claim<Metrics>[], metrics: Metrics): Verdict[] {
  return claims.map((claim) => {
    const effect = claim.effect(metrics);
    // A comparison with NaN is false, so that a broken measurement never holds.
    const outcome = effect > claim.threshold ? "holds" : "refuted";
    return {
      claim: claim.id,
      statement: claim.statement,
      outcome,
      expected: claim.expected,
      effect,
      threshold: claim.threshold,
    };
  });
}

/**
 * Passes verdicts that agree with the record.
 * @throws ClaimError `S1: "<statement>" is on record as "holds" but came out as "refuted": the effect is 3.10, the threshold 12`
 */
export function requireExpected(verdicts: readonly Verdict[]): void {
  const surprises = verdicts.filter((verdict) => verdict.outcome !== verdict.expected).map(describe);
  if (surprises.length > 0) throw new ClaimError(surprises.join("\n"));
}

function describe({ claim, statement, outcome, expected, effect, threshold }: Verdict): string {
  return (
    `${claim}: "${statement}" is on record as "${expected}" but came out as "${outcome}": ` +
    `the effect is ${effect.toFixed(2)}, the threshold ${threshold}`
  );
}
