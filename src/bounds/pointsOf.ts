import { BoundError } from "./boundError";
import type { Points } from "./neighbours/points";

/** Takes a list of numbers as points, in doubles, in the name of the estimator asked. */
export function pointsOf(
  asker: string,
  { name, numbers, dims }: { name: string; numbers: ArrayLike<number>; dims: number },
): Points {
  if (!Number.isInteger(dims) || dims < 1)
    throw new BoundError(`${asker}: ${name}Dim is ${dims}; it must be a whole number from 1`);
  if (numbers.length % dims !== 0)
    throw new BoundError(
      `${asker}: ${name} has ${numbers.length} numbers, which are not points of ${dims}; a multiple is needed`,
    );
  const coordinates = Float64Array.from(numbers);
  const bad = coordinates.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new BoundError(`${asker}: number ${bad} of ${name} is ${coordinates[bad]}; finite numbers are needed`);
  return { coordinates, dims, count: numbers.length / dims };
}
