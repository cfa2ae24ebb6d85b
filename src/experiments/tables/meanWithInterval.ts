import { meanInterval, meanOf } from "../../ledger/statistics/meanInterval";
import { numeral } from "./numeral";

/**
 * A mean over seeds and half its 95% interval (`meanInterval`) as a text for a cell of a table: "47.4 ± 1.2". A single value, or
 * equal ones that bound nothing, stand alone.
 * @param values at least one; for `pivot` as its `aggregate`
 */
export function meanWithInterval(values: readonly number[]): string {
  const mean = meanOf(values);
  const half = meanInterval(values).high - mean;
  const size = Math.max(...values.map(Math.abs));
  return Number.isFinite(half) ? `${numeral(mean, size)} ± ${numeral(half, size)}` : numeral(mean, size);
}
