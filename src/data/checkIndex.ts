import { DataError } from "./dataError";
import type { Dataset } from "./dataset";

/** Throws a DataError, in the name of the function asked, when no image of the data set has this index. */
export function checkIndex(asker: string, { name, size }: Dataset, index: number): void {
  if (!(Number.isInteger(index) && index >= 0 && index < size))
    throw new DataError(`${asker}: index ${index} is not in ${name}, which has ${size} images`);
}
