import { meanOf } from "./meanOf";

/** A mean and how far values spread about it. */
export interface Sample {
  mean: number;
  /** Standard deviation with n - 1, and at least what the rounding of the values may hide. */
  spread: number;
}

/**
 * The largest deviation that rounding can hide: n values within one step of `resolution` have up to ½ resolution · √(n / (n-1)).
 */
export function hiddenSpread(n: number, resolution: number): number {
  return (resolution / 2) * Math.sqrt(n / (n - 1));
}

/** Mean and spread of two values or more. A spread in the last digits of a double is none. */
export function sampleOf(values: readonly number[], resolution: number): Sample {
  const n = values.length;
  const mean = meanOf(values);
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const size = Math.max(...values.map(Math.abs));
  return { mean, spread: Math.max(spread > 1e-12 * size ? spread : 0, hiddenSpread(n, resolution)) };
}
