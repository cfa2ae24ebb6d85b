import { meanInterval } from "../../ledger/statistics/meanInterval";
import { meanOf } from "../../ledger/statistics/meanOf";
import { numeral } from "./numeral";

/**
 * A mean over seeds and half its 95% interval (`meanInterval`; the longer half) as a text for a cell of a table: "47.4 ± 1.2". A single value, or
 * equal ones that bound nothing, stand alone.
 * @param values at least one; for `pivot` as its `aggregate`
 */
export function meanWithInterval(values: readonly number[]): string {
  const mean = meanOf(values);
  const { low, high } = meanInterval(values);
  const half = Math.max(high - mean, mean - low);
  const size = Math.max(...values.map(Math.abs));
  return Number.isFinite(half) ? `${numeral(mean, size)} ± ${numeral(half, size)}` : numeral(mean, size);
}
