import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { cachedDataVersionTag } from "node:v8";
import { writeAtomically } from "../../../files/writeAtomically";

const digestBytes = 20;

/**
 * What V8 compiled of a large file, kept for the next process. Whatever is wrong with it, it is as if it were not there.
 * @param file the file, of an npm package
 * @param folder default `cache` in the folder that CONTRASTBOOK_HOME names, or else where npm's tools keep theirs
 */
export class CodeCache {
  readonly #path: string;

  constructor(file: string, folder = defaultFolder(file)) {
    const { size, mtimeMs } = statSync(file);
    const key = createHash("sha1").update(`${file} ${size} ${mtimeMs} ${process.version} ${cachedDataVersionTag()}`);
    this.#path = join(folder, `${basename(file)}-${key.digest("hex").slice(0, 16)}.v8`);
  }

  read(): Buffer | undefined {
    try {
      const stored = readFileSync(this.#path);
      const data = stored.subarray(digestBytes);
      return digest(data).equals(stored.subarray(0, digestBytes)) ? data : undefined;
    } catch {
      return undefined;
    }
  }

  write(data: Buffer): void {
    try {
      writeAtomically(this.#path, [digest(data), data], { shared: true });
    } catch {
      // a folder that cannot be written to: every start takes a little longer
    }
  }
}

function digest(data: Buffer): Buffer {
  return createHash("sha1").update(data).digest();
}

function defaultFolder(file: string): string {
  const home = process.env.CONTRASTBOOK_HOME;
  if (home) return join(home, "cache");
  const packages = file.slice(0, file.lastIndexOf("node_modules") + "node_modules".length);
  return join(packages, ".cache", "contrastbook");
}
