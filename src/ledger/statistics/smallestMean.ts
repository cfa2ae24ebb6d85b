import type { EffectInterval } from "../verdict";
import type { IntervalOf } from "./differenceInterval";
import { meanOf } from "./meanOf";

/** How often each end of an interval may miss. */
const tail = 0.025;

/** An estimate and the interval that covers what it estimates in 95% of experiments. */
export interface Bounds extends EffectInterval {
  effect: number;
}

/**
 * The smallest of several means, which the data choose.
 *
 * low = min lowᵢ at 2.5% each: the truly smallest mean is one of them, and its own bound misses it in 2.5%.
 * high = min highᵢ at 2.5% / m each: whichever of m looks smallest was chosen by the data, for which Bonferroni allows.
 *
 * @param samples the values of each mean, over seeds
 * @param options.choices among how many the caller chooses the low end once more
 */
export function smallestMean(
  samples: readonly (readonly number[])[],
  { intervalOf, choices = 1 }: { intervalOf: IntervalOf; choices?: number },
): Bounds {
  return {
    effect: Math.min(...samples.map(meanOf)),
    low: Math.min(...samples.map((values) => intervalOf(values, tail / choices).low)),
    high: Math.min(...samples.map((values) => intervalOf(values, tail / samples.length).high)),
  };
}
