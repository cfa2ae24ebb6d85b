/** -∫ p log p by the midpoint rule, which a density that is linear in pieces keeps exact to the square of a step. */
export function entropyOf(density: (z: number) => number, [low, high]: [number, number]): number {
  const steps = 200_000;
  const dz = (high - low) / steps;
  let sum = 0;
  for (let n = 0; n < steps; n++) {
    const p = density(low + (n + 0.5) * dz);
    if (p > 0) sum -= dz * p * Math.log(p);
  }
  return sum;
}
