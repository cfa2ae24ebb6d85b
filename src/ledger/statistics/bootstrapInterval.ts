import type { EffectInterval } from "../verdict";
import type { IntervalOptions } from "./intervalOptions";
import { resamples, resamplesOf } from "./resamplesOf";
import { hiddenSpread, sampleOf } from "./sampleOf";

/**
 * The studentised bootstrap interval of a mean: as Student's, with the quantiles of t taken from resamples of the values.
 *
 * [x̄ - q(1 - tail) · s / √n, x̄ - q(tail) · s / √n], with q the quantiles of t = (x̄' - x̄) √n / s' over 1999 resamples x'
 *
 * A skewed sample so gets the longer side that it needs. The same values give the same interval, in whatever order they stand.
 * @paper P. Hall, Theoretical comparison of bootstrap confidence intervals, Annals of Statistics 16 (1988).
 * @returns its ends; infinite for fewer than two values, and where resamples without a spread of their own reach the tail
 */
export function bootstrapInterval(values: readonly number[], options: IntervalOptions = {}): EffectInterval {
  const { tail = 0.025, resolution = 0 } = options;
  const n = values.length;
  if (n < 2) return { low: -Infinity, high: Infinity };
  const { mean, spread } = sampleOf(values, resolution);
  const centred = Float64Array.from(values, (value) => value - mean).sort();
  const least = hiddenSpread(n, resolution) ** 2;
  const drawn = resamplesOf(n);
  const ts = new Float64Array(resamples);
  for (let b = 0; b < resamples; b++) {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const value = centred[drawn[b * n + i]];
      sum += value;
      squares += value * value;
    }
    const variance = (squares - (sum * sum) / n) / (n - 1);
    // One value n times over: what is left of the squares is rounding, and t is infinite.
    const own = variance > 1e-12 * squares ? variance : 0;
    ts[b] = sum === 0 ? 0 : sum / n / Math.sqrt(Math.max(own, least));
  }
  ts.sort();
  const cut = Math.floor(tail * (resamples + 1));
  if (cut < 1) return { low: -Infinity, high: Infinity };
  return { low: mean - ts[resamples - cut] * spread, high: mean - ts[cut - 1] * spread };
}
