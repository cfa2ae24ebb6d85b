import { DataError } from "../dataError";

/** Throws a DataError, in the name of the function asked, for the first setting that no mixture has. */
export function checkMixture(
  asker: string,
  { whole = {}, positive = {} }: { whole?: Record<string, number>; positive?: Record<string, number> },
): void {
  for (const [name, value] of Object.entries(whole))
    if (!Number.isInteger(value) || value < 1)
      throw new DataError(`${asker}: ${name} is ${value}; it must be a whole number from 1`);
  for (const [name, value] of Object.entries(positive))
    if (!(value > 0 && value < Infinity))
      throw new DataError(`${asker}: ${name} is ${value}; it must be a positive number`);
}

/** N of points `[N, 2]`, row-major. */
export function pointCount(asker: string, points: ArrayLike<number>): number {
  if (points.length % 2 !== 0)
    throw new DataError(`${asker}: ${points.length} numbers are given; points in the plane need an even number`);
  return points.length / 2;
}
