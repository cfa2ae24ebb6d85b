import type { Experiment, Profile } from "../../../../src/experiments/experiment";
import { liveOutcomes } from "../../../../src/experiments/liveCheck";
import { verdictsOf } from "../../../../src/experiments/verdicts";
import type { Row } from "../../../../src/ledger/row";

/** A number in [-1/2, 1/2] that follows no order of its argument. */
const scatter = (x: number): number => ((((43758.5453 * Math.sin(x)) % 1) + 1) % 1) - 0.5;

/** Rows of a whole grid whose metrics are made up, a bit different in each seed and each run. */
export function madeRows<Config extends object, Metrics extends object>(
  { id, revision, profiles }: Experiment<Config, Metrics>,
  measure: (config: Config) => Metrics,
  { seeds = [1, 2, 3, 4, 5], profile = "standard" }: { seeds?: readonly number[]; profile?: Profile } = {},
): Row<Config, Metrics>[] {
  return profiles[profile].configs.flatMap((config, n) =>
    seeds.map((seed) => {
      const noise = 0.1 * Math.sin(7 * seed) + 0.1 * scatter(13 * seed + 78 * n);
      const noisy = Object.entries<number>(measure(config) as Record<string, number>).map(([name, value]) => [
        name,
        value + noise,
      ]);
      return {
        ...{ experiment: id, revision, profile, config, seed, metrics: Object.fromEntries(noisy) as Metrics },
        ...{ seconds: 1, device: "cpu", threads: 1, versions: {}, date: "2026-01-01T00:00:00.000Z", commit: "0000000" },
      };
    }),
  );
}

/** For instance "S19 holds", claim by claim. */
export function outcomesOf<Config extends object, Metrics extends object>(
  experiment: Experiment<Config, Metrics>,
  rows: readonly Row<Config, Metrics>[],
  profile: Profile = "standard",
): string[] {
  return verdictsOf(experiment, profile, rows).map(({ claim, outcome }) => `${claim} ${outcome}`);
}

/** The same of what a live run of one seed shows. */
export function liveOutcomesOf<Config extends object, Metrics extends object>(
  experiment: Experiment<Config, Metrics>,
  rows: readonly Row<Config, Metrics>[],
): string[] {
  return liveOutcomes(experiment, rows).map(({ claim, outcome }) => `${claim} ${outcome}`);
}
