/** The correlation of as many x as z, in [-1, 1]: summed in doubles about the means. */
export function pearson(x: ArrayLike<number>, z: ArrayLike<number>): number {
  const n = x.length;
  const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0) / n;
  const [meanX, meanZ] = [mean(x), mean(z)];
  let [xx, zz, xz] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [dx, dz] = [x[i] - meanX, z[i] - meanZ];
    xx += dx * dx;
    zz += dz * dz;
    xz += dx * dz;
  }
  return xz / Math.sqrt(xx * zz);
}
