import { checkSeeds } from "./checkSeeds";
import type { SeedEffect } from "./seedEffect";

/**
 * How often a median effect at the threshold gives as many seeds above it: the exact one-sided sign test.
 *
 * p = Σ_{i >= k} C(n, i) / 2ⁿ for k of n seeds above; seeds exactly at the threshold are left out.
 *
 * It assumes nothing of the effects but that seeds are independent. With 3 or 5 seeds it cannot fall below 12.5% or 3.1%: from 6
 * on it can show anything at 2.5%.
 * @returns p in (0, 1]; 1 without seeds
 */
export function signTest(effects: readonly SeedEffect[], { threshold = 0 } = {}): number {
  checkSeeds(
    "signTest",
    effects.map(({ seed, effect }) => ({ seed, values: [effect] })),
  );
  const n = effects.filter(({ effect }) => effect !== threshold).length;
  const above = effects.filter(({ effect }) => effect > threshold).length;
  let ways = 1;
  let sum = 0;
  // From i = n down to k: C(n, n) = 1, C(n, i - 1) = C(n, i) · i / (n - i + 1).
  for (let i = n; i >= above; i--) {
    sum += ways;
    ways = (ways * i) / (n - i + 1);
  }
  return sum / 2 ** n;
}
