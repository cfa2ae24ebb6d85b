import type { EffectInterval, Judgement } from "../verdict";

/**
 * What an interval says of "the effect is above the threshold". It is left out of the judgement where it bounds nothing.
 * @param options.above false for "is below"
 */
export function judgementOf(
  { effect, seeds, interval }: { effect: number; seeds: readonly number[]; interval: EffectInterval },
  { threshold, above = true }: { threshold: number; above?: boolean },
): Judgement {
  const isAbove = interval.low > threshold;
  const isBelow = interval.high < threshold;
  const outcome = (above ? isAbove : isBelow) ? "holds" : isAbove || isBelow ? "refuted" : "notVisible";
  const bounds = Number.isFinite(interval.low) && Number.isFinite(interval.high);
  return { outcome, effect, seeds, ...(bounds ? { interval } : {}) };
}

/** What is judged of series that no seed has in full. */
export const noSeeds: Judgement = { outcome: "notVisible", effect: NaN, seeds: [] };
