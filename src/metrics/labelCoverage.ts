import { MetricError } from "./metricError";
import { modeDivergence, type ModeDivergenceOptions } from "./modeDivergence";

export interface LabelCoverageOptions extends ModeDivergenceOptions {
  /** K. */
  modes: number;
}

export interface LabelCoverage {
  /** Modes that came at least once. */
  found: number;
  /** How often each came, `[K]`. */
  counts: Int32Array;
  /** KL of the generated frequencies to the expected ones, in nats. */
  klNats: number;
}

/**
 * How many modes generated samples cover, when a classifier says which mode each of them is.
 *
 * found = #{k : some sample is of mode k}; KL as in `modeDivergence`
 *
 * @paper arXiv 1801.04062v5, table of stacked MNIST: a classifier of digits reads each channel, and the digits are the mode.
 * @param labels mode of each sample, `[N]`, 0 .. K - 1; of stacked digits see `stackedLabels`.
 * @param options.expected as in `modeDivergence`. Default all alike.
 * @throws MetricError `labelCoverage: label 3 is 1000; a whole number from 0 to 999 is needed`; `labelCoverage: 0 samples; at least 1 is needed`.
 * @cost O(N + K).
 */
export function labelCoverage(labels: ArrayLike<number>, options: LabelCoverageOptions): LabelCoverage {
  const { modes, expected } = options;
  if (labels.length === 0) throw new MetricError("labelCoverage: 0 samples; at least 1 is needed");
  const counts = new Int32Array(modes);
  for (let n = 0; n < labels.length; n++) {
    const label = labels[n];
    if (!(Number.isInteger(label) && label >= 0 && label < modes))
      throw new MetricError(`labelCoverage: label ${n} is ${label}; a whole number from 0 to ${modes - 1} is needed`);
    counts[label]++;
  }
  const found = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  return { found, counts, klNats: modeDivergence(counts, expected === undefined ? {} : { expected }) };
}
