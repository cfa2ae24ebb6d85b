import type { EffectInterval } from "../verdict";
import { meanInterval } from "./meanInterval";

/** How often each end of an interval may miss. */
const tail = 0.025;

interface Bounds extends EffectInterval {
  effect: number;
}

/**
 * The smallest of several means, with an interval that covers it in 95% of experiments.
 *
 * low = min lowᵢ at 2.5% each: the true smallest mean is one of them, and its own bound misses it in 2.5%.
 * high = min highᵢ at 2.5% / m each: whichever looks smallest of m was chosen by the data, which Bonferroni allows for.
 *
 * @param samples the values of each mean, over seeds
 * @param options.share of the 2.5% that this has, where it is one of several itself. Default: all of it.
 */
export function smallestMean(
  samples: readonly (readonly number[])[],
  { resolution, share = { low: 1, high: 1 } }: { resolution?: number; share?: EffectInterval } = {},
): Bounds {
  const effects = samples.map((values) => values.reduce((sum, value) => sum + value, 0) / values.length);
  const low = samples.map((values) => meanInterval(values, { resolution, tail: tail * share.low }).low);
  const high = samples.map(
    (values) => meanInterval(values, { resolution, tail: (tail * share.high) / samples.length }).high,
  );
  return { effect: Math.min(...effects), low: Math.min(...low), high: Math.min(...high) };
}

/** The largest of several means, likewise. */
export function largestMean(samples: readonly (readonly number[])[], options: { resolution?: number } = {}): Bounds {
  const { effect, low, high } = smallestMean(
    samples.map((values) => values.map((value) => -value)),
    options,
  );
  return { effect: -effect, low: -high, high: -low };
}
