import { MetricError } from "./metricError";

/** A closed interval of shares, 0 <= low <= high <= 1. */
export interface Interval {
  low: number;
  high: number;
}

/**
 * Wilson's score interval of a share: the shares p that a two-sided score test of `successes` out of `trials` does not reject.
 *
 * (p̂ + z²/2n ± z √(p̂(1-p̂)/n + z²/4n²)) / (1 + z²/n), with p̂ = successes / n
 *
 * It counts only the test examples as random. It does not know the spread over training seeds, which is usually larger.
 *
 * @param successes count in [0, trials].
 * @param trials count, at least 1.
 * @param options.z normal quantile of the two-sided level. Default 1.959964, which is 95%.
 * @returns the interval; it holds successes / trials.
 * @throws MetricError `wilsonInterval: 5 successes of 4 trials; 0 <= successes <= trials and trials >= 1 are needed`.
 * @cost O(1).
 */
export function wilsonInterval(successes: number, trials: number, options: { z?: number } = {}): Interval {
  const { z = 1.959963984540054 } = options;
  if (!(trials >= 1 && successes >= 0 && successes <= trials))
    throw new MetricError(
      `wilsonInterval: ${successes} successes of ${trials} trials; 0 <= successes <= trials and trials >= 1 are needed`,
    );
  const share = successes / trials;
  const shrink = 1 + z ** 2 / trials;
  const centre = (share + z ** 2 / (2 * trials)) / shrink;
  const half = (z / shrink) * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  // Rounding may put a bound past the ends or past the share itself when the share is 0 or 1.
  return {
    low: Math.max(0, Math.min(share, centre - half)),
    high: Math.min(1, Math.max(share, centre + half)),
  };
}
