import { MetricError } from "./metricError";

export interface ModeDivergenceOptions {
  /** How often each mode should come, `[K]`, at least 0 and not all 0; any scale. Default all alike. */
  expected?: ArrayLike<number>;
}

/**
 * How far the modes of generated samples are from their true frequencies.
 *
 * KL(p ‖ q) = Σ_k p_k log(p_k / q_k), p the shares of the counts, q those expected; 0 log 0 = 0
 *
 * N samples that have the true frequencies do not give 0 but about (K - 1) / 2N: with 26,000 samples and 1000 modes 0.019.
 *
 * @paper arXiv 1801.04062v5, table of stacked MNIST: KL of the generated modes to uniform; after arXiv 1611.02163, section 3.3.1.
 * @param counts samples of each mode, `[K]`, whole numbers from 0.
 * @returns nats, at least 0; log K when one mode of K alike has all; Infinity when a mode came that never should.
 * @throws MetricError `modeDivergence: 3 counts but 4 expected; both need one entry a mode`;
 *   `modeDivergence: count 2 is -1; numbers from 0 are needed, and one above 0`.
 * @cost O(K).
 */
export function modeDivergence(counts: ArrayLike<number>, options: ModeDivergenceOptions = {}): number {
  const { expected = Array.from(counts, () => 1) } = options;
  if (counts.length !== expected.length)
    throw new MetricError(
      `modeDivergence: ${counts.length} counts but ${expected.length} expected; both need one entry a mode`,
    );
  const [p, q] = [shares("count", counts), shares("expected", expected)];
  let divergence = 0;
  p.forEach((share, mode) => {
    if (share > 0) divergence += share * Math.log(share / q[mode]);
  });
  // Rounding leaves equal distributions a little below.
  return Math.max(0, divergence);
}

function shares(name: string, numbers: ArrayLike<number>): number[] {
  const list = Array.from(numbers);
  const sum = list.reduce((a, b) => a + b, 0);
  const wrong = list.findIndex((value) => !(value >= 0 && value < Infinity));
  if (wrong >= 0 || !(sum > 0)) {
    const found = wrong >= 0 ? `${name} ${wrong} is ${list[wrong]}` : `the sum of ${name} is ${sum}`;
    throw new MetricError(`modeDivergence: ${found}; numbers from 0 are needed, and one above 0`);
  }
  return list.map((value) => value / sum);
}
