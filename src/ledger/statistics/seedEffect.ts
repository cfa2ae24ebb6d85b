import type { Row } from "../row";

/** What the runs of one seed show. */
export interface SeedEffect {
  seed: number;
  effect: number;
}

/**
 * The effect within each seed, so that what the runs of a seed share cancels. Seeds that lack a run are left out.
 * @param effect of the rows of one seed; undefined where one is missing
 */
export function bySeed<R extends Row<object, object>>(
  rows: readonly R[],
  effect: (rows: readonly R[]) => number | undefined,
): SeedEffect[] {
  const seeds = [...new Set(rows.map(({ seed }) => seed))].sort((a, b) => a - b);
  return seeds.flatMap((seed) => {
    const value = effect(rows.filter((row) => row.seed === seed));
    return value === undefined ? [] : [{ seed, effect: value }];
  });
}
