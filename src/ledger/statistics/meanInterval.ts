import type { EffectInterval } from "../verdict";
import { bootstrapInterval } from "./bootstrapInterval";
import type { IntervalOptions } from "./intervalOptions";
import { sampleOf } from "./sampleOf";
import { studentInterval } from "./studentInterval";

/** From how many values on a sample tells of its own shape. */
const bootstrapFrom = 8;

/**
 * An interval that covers the mean of what the values of a few seeds were drawn from.
 *
 * Below 8 values it is Student's; from there on the hull of Student's and the studentised bootstrap's, so that it is never
 * shorter than Student's and longer on the side where a skewed sample needs it. Why not another bootstrap: with 3 values the
 * percentile one covers about 75% where 95% are asked for, and still less than Student's with 10; BCa is no better.
 * test/ledger/statistics/coverage.test.ts simulates this for 3, 5, 10 and 20 normal, skewed and heavy-tailed values.
 * What no interval mends: with few values of a very skewed distribution all of them miss the long tail.
 *
 * A spread of zero is a lie of the rounding. With `resolution` the spread is at least what rounding may hide; without it equal
 * values bound the mean only by the sign test: by themselves from 2⁻ⁿ <= tail on (6 seeds), else not at all.
 *
 * @returns its ends; infinite where the values bound nothing, as a single one does
 */
export function meanInterval(values: readonly number[], options: IntervalOptions = {}): EffectInterval {
  const { tail = 0.025, resolution = 0 } = options;
  const { mean, spread } = sampleOf(values, resolution);
  if (values.length >= 2 && spread === 0)
    return 2 ** -values.length <= tail ? { low: mean, high: mean } : { low: -Infinity, high: Infinity };
  const student = studentInterval(values, { tail, resolution });
  if (values.length < bootstrapFrom) return student;
  const bootstrap = bootstrapInterval(values, { tail, resolution });
  return { low: Math.min(student.low, bootstrap.low), high: Math.max(student.high, bootstrap.high) };
}
