import { medianOf } from "../../ledger/statistics/medianOf";

/**
 * The median over rounds of one contender's value divided by another's in the same round: what disturbs the machine for a while
 * then disturbs both.
 */
export function medianRatio(over: readonly number[], under: readonly number[]): number {
  return medianOf(over.map((value, round) => value / under[round]));
}
