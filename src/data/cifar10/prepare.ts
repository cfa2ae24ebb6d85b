import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DataError } from "../dataError";
import { dataCache, type Manifest, readManifest } from "../manifest";
import { decodeCifar10 } from "./decode";

export interface PrepareOptions {
  /** Folder of the decoded file. Default `.contrastbook/data` of the checkout, or of CONTRASTBOOK_HOME. */
  cacheDir?: string;
  /** Hears what is wrong with the cache and what is done about it. Default: a line on stderr. */
  onEvent?: (event: string) => void;
}

export function cifar10File({ cacheDir = dataCache() }: PrepareOptions = {}): string {
  return path.join(cacheDir, "cifar10.bin");
}

/**
 * What is wrong with the decoded file: undefined when it is whole.
 * @cost 0.2 to 0.6 s, a SHA-256 over 184 MB
 */
export function checkCifar10(options: PrepareOptions = {}): string | undefined {
  const file = cifar10File(options);
  const found = read(file);
  return found === undefined ? `${file} is missing` : fault(file, found, readManifest("cifar10"));
}

/**
 * Gives the decoded data set, whole: what the cache holds if its checksum is right, else decoded anew from the npm package
 * and put into the cache by one rename.
 * @throws DataError when the package's files are missing or do not decode to the known checksum
 * @cost 0.2 to 0.6 s from the cache, about 3 s to decode
 */
export function prepareCifar10(options: PrepareOptions = {}): Buffer {
  const { onEvent = (event) => void process.stderr.write(`${event}\n`) } = options;
  const manifest = readManifest("cifar10");
  const file = cifar10File(options);
  const found = read(file);
  const wrong = found === undefined ? `${file} is missing` : fault(file, found, manifest);
  if (found !== undefined && wrong === undefined) return found;
  onEvent(`cifar10: ${wrong}; decoding it from ${manifest.source}`);
  const decoded = decodeCifar10(manifest);
  const source = fault(manifest.source, decoded, manifest);
  if (source !== undefined) throw new DataError(`cifar10: ${source}; reinstall the npm packages with "npm ci"`);
  write(file, decoded);
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

function write(file: string, bytes: Buffer): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, bytes);
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
}
