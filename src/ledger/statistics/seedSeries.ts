import type { Row } from "../row";
import type { SeedEffect } from "./seedEffect";

/** What the runs of one seed show at each setting of a factor, in the order of the factor. */
export interface SeedSeries {
  seed: number;
  values: readonly number[];
}

/**
 * A series for each seed, so that what the runs of a seed share cancels. Seeds that lack a setting are left out.
 * @param settings in the order of the factor, for instance temperatures
 * @param value of the rows of one seed at a setting; undefined where the run is missing
 */
export function seriesBySeed<R extends Row<object, object>, S>(
  rows: readonly R[],
  settings: readonly S[],
  value: (rows: readonly R[], setting: S) => number | undefined,
): SeedSeries[] {
  const seeds = [...new Set(rows.map(({ seed }) => seed))].sort((a, b) => a - b);
  return seeds.flatMap((seed) => {
    const ofSeed = rows.filter((row) => row.seed === seed);
    const values = settings.map((setting) => value(ofSeed, setting));
    return values.every((one) => one !== undefined) ? [{ seed, values }] : [];
  });
}

/** What a function of the settings comes to in each seed, for instance a difference of two. */
export function effectOf(series: readonly SeedSeries[], effect: (values: readonly number[]) => number): SeedEffect[] {
  return series.map(({ seed, values }) => ({ seed, effect: effect(values) }));
}
