/** What can be made of the values that fall into one cell. */
export type Aggregate = "count" | "max" | "mean" | "median" | "min" | "sd";

/** Each of at least one number. */
export const aggregates: Record<Aggregate, (values: readonly number[]) => number> = {
  count: (values) => values.length,
  max: (values) => Math.max(...values),
  mean,
  median,
  min: (values) => Math.min(...values),
  sd,
};

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** With n - 1 below. One number says nothing of how far others lie apart (danfo's `std` calls it 0). */
function sd(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}
