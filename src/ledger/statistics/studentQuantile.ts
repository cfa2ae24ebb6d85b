import { incompleteBeta } from "./incompleteBeta";

const known = new Map<string, number>();

/**
 * The t that Student's T exceeds with probability `tail`.
 *
 * P(T > t) = ½ I_x(df/2, ½) with x = df / (df + t²), solved for x by bisection.
 *
 * @param tail in (0, 0.5].
 * @param degreesOfFreedom at least 1.
 */
export function studentQuantile(tail: number, degreesOfFreedom: number): number {
  const asked = `${tail} ${degreesOfFreedom}`;
  const found = known.get(asked);
  if (found !== undefined) return found;
  let [low, high] = [0, 1];
  for (let halving = 0; halving < 100; halving++) {
    const x = (low + high) / 2;
    if (incompleteBeta(x, degreesOfFreedom / 2, 0.5) < 2 * tail) low = x;
    else high = x;
  }
  const x = (low + high) / 2;
  const quantile = Math.sqrt((degreesOfFreedom * (1 - x)) / x);
  known.set(asked, quantile);
  return quantile;
}
