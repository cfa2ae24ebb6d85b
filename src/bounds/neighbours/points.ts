/** Points in a row: coordinate d of point i at `i * dims + d`. */
export interface Points {
  readonly coordinates: Float64Array;
  readonly dims: number;
  readonly count: number;
}

/**
 * |a - b| of the coordinate that differs most, of point `i` and point `j` (of `others`), or anything above `limit` as soon as it is above it.
 * Every distance is taken by this arithmetic, so that equal ones compare equal. Called a billion times: no options object.
 */
export function maxNorm(
  { coordinates, dims }: Points,
  i: number,
  j: number,
  limit = Infinity,
  others = coordinates,
): number {
  let largest = 0;
  for (let d = 0, a = i * dims, b = j * dims; d < dims; d++) {
    const apart = Math.abs(coordinates[a + d] - others[b + d]);
    if (apart > largest) {
      largest = apart;
      if (largest > limit) break;
    }
  }
  return largest;
}
