import { meanInterval } from "../../ledger/statistics/meanInterval";
import { meanOf } from "../../ledger/statistics/meanOf";
import type { MeasuredPoint } from "./measuredPoint";

/**
 * The mean over seeds with its 95% interval: that of the verdicts and tables (`meanInterval`). Seeds that bound nothing, as a
 * single one or a few equal ones, have none.
 *
 * @param values - one a seed, at least one.
 */
export function seedMean(values: readonly number[]): Omit<MeasuredPoint, "x"> {
  const y = meanOf(values);
  const { low, high } = meanInterval(values);
  return Number.isFinite(low) && Number.isFinite(high) ? { y, low, high, seeds: values } : { y, seeds: values };
}
