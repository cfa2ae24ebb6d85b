import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileState } from "./fileState";

/** The part of a `.tsbuildinfo` that is read here; up to TypeScript 5.5 it is its `program`. */
interface Program {
  fileNames?: string[];
  fileInfos?: (string | { version: string })[];
  affectedFilesPendingEmit?: (number | [number, ...unknown[]])[];
}

interface ReadInfo {
  state: string;
  /** By source file: the SHA-256 of the text that was compiled and written. */
  versions: Map<string, string>;
}

/**
 * What incremental builds wrote down: whether a source that is newer than its output was only touched, as a checkout of
 * another branch and back does. Asking costs a millisecond, asking the compiler seconds.
 */
export class BuildInfo {
  readonly #read = new Map<string, ReadInfo>();

  /** Whether the text of `source` is the one that `output` was made from; false where that is not known. */
  isBuilt(source: string, output: string, root: string): boolean {
    const version = this.#find(source, output, root);
    if (version === undefined) return false;
    try {
      return createHash("sha256").update(readFileSync(source, "utf8")).digest("hex") === version;
    } catch {
      return false;
    }
  }

  /** The build info lies in the folder of the outputs or above. */
  #find(source: string, output: string, root: string): string | undefined {
    for (let folder = dirname(output); folder.startsWith(root); folder = dirname(folder)) {
      for (const name of list(folder)) {
        const version = this.#versions(join(folder, name)).get(source);
        if (version !== undefined) return version;
      }
    }
    return undefined;
  }

  #versions(file: string): Map<string, string> {
    const state = fileState(file);
    const known = this.#read.get(file);
    if (known?.state === state) return known.versions;
    const versions = readVersions(file);
    this.#read.set(file, { state, versions });
    return versions;
  }
}

function readVersions(file: string): Map<string, string> {
  const versions = new Map<string, string>();
  try {
    const info = JSON.parse(readFileSync(file, "utf8")) as Program & { program?: Program };
    const { fileNames = [], fileInfos = [], affectedFilesPendingEmit = [] } = info.program ?? info;
    // numbers of files count from 1; these were checked, but not written
    const pending = new Set(affectedFilesPendingEmit.map((entry) => (typeof entry === "number" ? entry : entry[0])));
    for (const [index, name] of fileNames.entries()) {
      const entry = fileInfos[index];
      const version = typeof entry === "string" ? entry : entry?.version;
      if (version !== undefined && !pending.has(index + 1)) versions.set(resolve(dirname(file), name), version);
    }
  } catch {
    // not one, or one of a compiler to come: nothing is known
  }
  return versions;
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".tsbuildinfo"));
  } catch {
    return [];
  }
}
