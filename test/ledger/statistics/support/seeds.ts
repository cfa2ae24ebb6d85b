import type { SeedEffect } from "../../../../src/ledger/statistics/seedEffect";
import type { SeedSeries } from "../../../../src/ledger/statistics/seedSeries";

/** Effects of seeds 1, 2, ... */
export function effects(...values: number[]): SeedEffect[] {
  return values.map((effect, n) => ({ seed: n + 1, effect }));
}

/** Series of seeds 1, 2, ... */
export function series(...values: number[][]): SeedSeries[] {
  return values.map((of, n) => ({ seed: n + 1, values: of }));
}
