import { loadCifar10 } from "./cifar10/load";
import { DataError } from "./dataError";
import type { Dataset } from "./dataset";
import type { LoadOptions } from "./loadSplit";
import type { DatasetName } from "./manifest";
import { loadMnist } from "./mnist/load";

const loaders: Record<DatasetName, (options?: LoadOptions) => Dataset> = { cifar10: loadCifar10, mnist: loadMnist };

/**
 * Loads a data set by its name.
 * @throws DataError `loadDataset: "cifar" is not a data set; known are cifar10, mnist`
 */
export function loadDataset(name: string, options: LoadOptions = {}): Dataset {
  if (!Object.hasOwn(loaders, name))
    throw new DataError(`loadDataset: "${name}" is not a data set; known are ${Object.keys(loaders).join(", ")}`);
  return loaders[name as DatasetName](options);
}
