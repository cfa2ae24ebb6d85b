/** ψ(x) = d/dx log Γ(x) for x > 0, by its asymptotic series after moving x up to where eight terms of it are exact to a double. */
export function digamma(x: number): number {
  let [moved, y] = [0, x];
  // ψ(y + 1) = ψ(y) + 1/y
  for (; y < 10; y++) moved += 1 / y;
  const square = 1 / (y * y);
  let tail = 0;
  for (const coefficient of bernoulli) tail = (tail + coefficient) * square;
  return Math.log(y) - 1 / (2 * y) - tail - moved;
}

/** B_2k / 2k, k from 8 down to 1. */
const bernoulli = [-3617 / 8160, 1 / 12, -691 / 32760, 1 / 132, -1 / 240, 1 / 252, -1 / 120, 1 / 12];
