import { loadCifar10, type LoadOptions } from "./cifar10/load";
import { DataError } from "./dataError";
import type { Dataset } from "./dataset";

const loaders: Record<string, (options?: LoadOptions) => Dataset> = { cifar10: loadCifar10 };

/**
 * Loads a data set by its name.
 * @throws DataError `loadDataset: "cifar" is not a data set; known are cifar10`
 */
export function loadDataset(name: string, options: LoadOptions = {}): Dataset {
  if (!Object.hasOwn(loaders, name))
    throw new DataError(`loadDataset: "${name}" is not a data set; known are ${Object.keys(loaders).join(", ")}`);
  return loaders[name](options);
}
