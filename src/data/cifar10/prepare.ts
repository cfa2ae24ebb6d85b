import { checkPrepared, prepared, preparedFile, type PrepareOptions } from "../prepared";
import { decodeCifar10 } from "./decode";

export function cifar10File(options: PrepareOptions = {}): string {
  return preparedFile("cifar10", options);
}

/**
 * What is wrong with the decoded file: undefined when it is whole.
 * @cost 0.2 to 0.6 s, a SHA-256 over 184 MB
 */
export function checkCifar10(options: PrepareOptions = {}): string | undefined {
  return checkPrepared("cifar10", options);
}

/**
 * Gives the decoded data set, whole, from the cache or from the npm package.
 * @throws DataError when the package's files are missing or do not decode to the known checksum
 * @cost 0.2 to 0.6 s from the cache, about 3 s to decode
 */
export function prepareCifar10(options: PrepareOptions = {}): Buffer {
  return prepared("cifar10", decodeCifar10, options);
}
