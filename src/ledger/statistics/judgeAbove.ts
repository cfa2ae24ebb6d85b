import type { Judgement } from "../verdict";
import { checkSeeds } from "./checkSeeds";
import { judgementOf } from "./judgementOf";
import { meanInterval } from "./meanInterval";
import { meanOf } from "./meanOf";
import type { SeedEffect } from "./seedEffect";

export interface JudgeAboveOptions {
  /** In the unit of the effects. Default: 0. */
  threshold?: number;
  /** The step between neighbouring effects; matters where all seeds show the same. Default: 0. */
  resolution?: number;
}

/**
 * Whether the mean effect over seeds is above a threshold: the 95% interval of `meanInterval` says, and `notVisible` when the
 * threshold is inside it or there are fewer than two seeds. An effect at the threshold passes for one above it in 2.5% of
 * experiments, and for one below it in as many.
 * @throws StatisticsError `judgeAbove: seed 3 shows NaN; a finite number is needed`
 */
export function judgeAbove(effects: readonly SeedEffect[], options: JudgeAboveOptions = {}): Judgement {
  const { threshold = 0, resolution } = options;
  checkSeeds(
    "judgeAbove",
    effects.map(({ seed, effect }) => ({ seed, values: [effect] })),
  );
  const values = effects.map(({ effect }) => effect);
  const interval = meanInterval(values, { resolution });
  return judgementOf({ effect: meanOf(values), seeds: effects.map(({ seed }) => seed), interval }, { threshold });
}
