import type { Judgement } from "../verdict";
import { checkSeeds } from "./checkSeeds";
import type { SeedEffect } from "./seedEffect";

/**
 * Whether errors that should be zero up to rounding are so in every seed: |error| <= tolerance. One seed is enough, and there is
 * no interval: what is exact has no spread over seeds.
 * @returns the error that is largest in size as the effect; `notVisible` without any seed
 * @throws StatisticsError `judgeExact: seed 1 shows NaN; a finite number is needed`
 */
export function judgeExact(errors: readonly SeedEffect[], { tolerance }: { tolerance: number }): Judgement {
  checkSeeds(
    "judgeExact",
    errors.map(({ seed, effect }) => ({ seed, values: [effect] })),
  );
  const worst = errors.reduce((largest, { effect }) => (Math.abs(effect) > Math.abs(largest) ? effect : largest), 0);
  const seeds = errors.map(({ seed }) => seed);
  if (seeds.length === 0) return { outcome: "notVisible", effect: NaN, seeds };
  return { outcome: Math.abs(worst) <= tolerance ? "holds" : "refuted", effect: worst, seeds };
}
