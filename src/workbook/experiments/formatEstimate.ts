import type { EffectInterval } from "../../ledger/verdict";

/**
 * A mean with the longer half of its interval, "47.37 ± 0.51": two digits of the half say how many of the mean are worth showing.
 * "?" where the interval has no ends, as that of a single value.
 */
export function formatEstimate(mean: number, { low, high }: EffectInterval): string {
  const half = Math.max(high - mean, mean - low);
  const format = numberFormat(half);
  return `${format(mean)} ± ${Number.isFinite(half) ? format(half) : "?"}`;
}

/** Writes numbers that are known up to `error` with as many digits as that has sense: two of the error's own. */
export function numberFormat(error: number): (value: number) => string {
  const digits = 1 - Math.floor(Math.log10(error));
  // Exact, or not known at all.
  if (!Number.isFinite(digits)) return (value) => String(Number(value.toPrecision(4)));
  if (digits > 8) return (value) => value.toExponential(2);
  return (value) => value.toFixed(Math.max(0, digits));
}
