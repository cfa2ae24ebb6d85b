import type { Curve } from "../ledger/row";

/** Points that a recorded curve has at most. */
const points = 24;

/**
 * A metric of every step as the few points that a row keeps: each the mean of the steps up to it since the last, so that a
 * noisy loss reads well.
 */
export function curveOf(values: readonly number[]): Curve {
  const ends = Array.from({ length: Math.min(points, values.length) }, (_, n) =>
    Math.round(((n + 1) * values.length) / Math.min(points, values.length)),
  );
  return ends.map((end, n) => {
    const part = values.slice(ends[n - 1] ?? 0, end);
    return [end, Number((part.reduce((sum, value) => sum + value, 0) / part.length).toPrecision(6))];
  });
}
