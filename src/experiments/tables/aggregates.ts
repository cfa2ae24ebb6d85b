import { meanOf } from "../../ledger/statistics/meanOf";
import { medianOf } from "../../ledger/statistics/medianOf";

/** What can be made of the values that fall into one cell. */
export type Aggregate = "count" | "max" | "mean" | "median" | "min" | "sd";

/** Each of at least one number. */
export const aggregates: Record<Aggregate, (values: readonly number[]) => number> = {
  count: (values) => values.length,
  max: (values) => Math.max(...values),
  mean: meanOf,
  median: medianOf,
  min: (values) => Math.min(...values),
  sd,
};

/** With n - 1 below. One number says nothing of how far others lie apart (danfo's `std` calls it 0). */
function sd(values: readonly number[]): number {
  const centre = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}
