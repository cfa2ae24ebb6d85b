/**
 * How probable each sum Σⱼ j·rⱼ is when the given ranks fall on the settings j = 1, 2, ... in any order alike.
 *
 * Over subsets of ranks: those on the first settings, and the sum so far. O(2ᵏ · k · largest sum).
 *
 * @param ranks whole numbers; equal ones may stand there more than once
 * @returns the probability of sum s at index s
 */
export function pageDistribution(ranks: readonly number[]): Float64Array {
  const settings = ranks.length;
  const largest = [...ranks].sort((a, b) => a - b).reduce((sum, rank, n) => sum + (n + 1) * rank, 0);
  const bySubset: (Float64Array | undefined)[] = [Float64Array.of(1)];
  for (let subset = 0; subset < 2 ** settings - 1; subset++) {
    const sums = bySubset[subset] as Float64Array;
    const next = 1 + bitsOf(subset);
    ranks.forEach((rank, n) => {
      const bit = 1 << n;
      if (subset & bit) return;
      const target = (bySubset[subset | bit] ??= new Float64Array(largest + 1));
      const step = next * rank;
      for (let sum = 0; sum < sums.length; sum++)
        if (sums[sum] > 0) target[sum + step] += sums[sum] / (settings - next + 1);
    });
    bySubset[subset] = undefined;
  }
  return bySubset[2 ** settings - 1] as Float64Array;
}

function bitsOf(subset: number): number {
  let bits = 0;
  for (let rest = subset; rest > 0; rest &= rest - 1) bits++;
  return bits;
}
