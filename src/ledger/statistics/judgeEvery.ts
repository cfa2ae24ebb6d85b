import type { Judgement } from "../verdict";
import { checkSeeds } from "./checkSeeds";
import type { JudgeAboveOptions } from "./judgeAbove";
import { judgementOf } from "./judgementOf";
import { meanInterval } from "./meanInterval";
import type { SeedEffect } from "./seedEffect";
import { smallestMean } from "./smallestMean";
import { StatisticsError } from "./statisticsError";

/**
 * Whether every one of several mean effects is above a threshold: judges the smallest, with an interval that knows it was
 * chosen by the data (`smallestMean`). Each effect must pass by itself for `holds`; for `refuted` one must fail so clearly
 * that it does at 2.5% divided by their number.
 * @param parts the effects over seeds of each; a seed that one of them lacks is left out of all
 * @throws StatisticsError `judgeEvery: there are no effects; at least 1 is needed`
 */
export function judgeEvery(parts: readonly (readonly SeedEffect[])[], options: JudgeAboveOptions = {}): Judgement {
  const { threshold = 0, resolution } = options;
  if (parts.length === 0) throw new StatisticsError("judgeEvery: there are no effects; at least 1 is needed");
  for (const part of parts)
    checkSeeds(
      "judgeEvery",
      part.map(({ seed, effect }) => ({ seed, values: [effect] })),
    );
  const seeds = parts[0]
    .map(({ seed }) => seed)
    .filter((seed) => parts.every((part) => part.some((of) => of.seed === seed)));
  const samples = parts.map((part) => part.filter(({ seed }) => seeds.includes(seed)).map(({ effect }) => effect));
  const { effect, ...interval } = smallestMean(samples, {
    intervalOf: (values, tail) => meanInterval(values, { tail, resolution }),
  });
  return judgementOf({ effect, interval, seeds }, { threshold });
}
