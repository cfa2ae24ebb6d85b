import type { Mixture } from "../data/mixtures/mixture";
import { MetricError } from "./metricError";
import { modeDivergence } from "./modeDivergence";

export interface ModeCoverageOptions {
  /** Where the modes are: `gaussianGrid()`, or another object with K modes that finds the nearest one. */
  mixture: Pick<Mixture, "modes" | "standardDeviation" | "nearest">;
  /** How far from a mode a sample may be, in standard deviations. Default 3. */
  deviations?: number;
}

export interface ModeCoverage {
  /** Modes with at least one sample of high quality. */
  found: number;
  /** Samples of high quality of each mode, `[K]`. */
  counts: Int32Array;
  /** Share of the samples that is of high quality, in [0, 1]. */
  highQuality: number;
  /** KL of the frequencies of the modes, among samples of high quality, to equal ones, in nats; NaN when there are none. */
  klNats: number;
}

/**
 * How many modes of a known mixture generated samples cover, by the rule of three standard deviations.
 *
 * A sample is of high quality when ‖x - c_k‖ <= 3σ for the nearest mode k; a mode is found when it has such a sample.
 *
 * True samples of a round Gaussian in the plane are of high quality with probability 1 - exp(-9/2) = 98.9%.
 *
 * @paper arXiv 1705.07761 (VEEGAN), section 5.1, whose rule later papers take; arXiv 1801.04062v5, figures 3 and 4, shows pictures only.
 * @differs for the KL, which others take over all samples or do not define, only samples of high quality count.
 * @param points float32 or float64 `[N, 2]`, row-major.
 * @throws MetricError `modeCoverage: 0 samples; at least 1 is needed`; `modeCoverage: deviations is 0; it must be a positive number`.
 * @cost that of `mixture.nearest`: 2,500 points and 25 modes 4 ms.
 */
export function modeCoverage(points: ArrayLike<number>, options: ModeCoverageOptions): ModeCoverage {
  const { mixture, deviations = 3 } = options;
  if (!(deviations > 0))
    throw new MetricError(`modeCoverage: deviations is ${deviations}; it must be a positive number`);
  const { modes, distances } = mixture.nearest(points);
  if (modes.length === 0) throw new MetricError("modeCoverage: 0 samples; at least 1 is needed");
  const counts = new Int32Array(mixture.modes);
  modes.forEach((mode, n) => {
    if (distances[n] <= deviations * mixture.standardDeviation) counts[mode]++;
  });
  const good = counts.reduce((a, b) => a + b, 0);
  return {
    found: counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
    counts,
    highQuality: good / modes.length,
    klNats: good === 0 ? NaN : modeDivergence(counts),
  };
}
