/**
 * log Γ(x) for x > 0, by Stirling's series after moving x up to where eight terms of it are exact to a double.
 */
export function logGamma(x: number): number {
  let [product, y] = [1, x];
  // Γ(y + 1) = y Γ(y); at most ten factors, each below 10.
  for (; y < 10; y++) product *= y;
  const [inverse, square] = [1 / y, 1 / (y * y)];
  let tail = 0;
  for (const coefficient of stirling) tail = tail * square + coefficient;
  return (y - 0.5) * Math.log(y) - y + Math.log(2 * Math.PI) / 2 + tail * inverse - Math.log(product);
}

/** B_2k / (2k (2k - 1)), k from 8 down to 1. */
const stirling = [-3617 / 122400, 1 / 156, -691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12];
