import { type Stats, statSync } from "node:fs";
import type * as TypeScript from "typescript";
import type { Compiler } from "./compiler";

interface Known {
  version: string;
  snapshot: TypeScript.IScriptSnapshot | undefined;
}

/** What packages contain does not change under a running kernel. */
const insidePackage = "/node_modules/";

/**
 * The files that the compiler reads: those of the disk, and those that exist in memory only. Files of the disk are
 * looked at between cells and never in the middle of one, so that a cell is compiled against one state of them.
 */
export class SourceFiles {
  readonly #known = new Map<string, Known>();
  readonly #inMemory = new Map<string, { text: string; version: number }>();
  readonly #typescript: Compiler;

  constructor(typescript: Compiler) {
    this.#typescript = typescript;
  }

  /** Sets the text of a file in memory. */
  set(path: string, text: string): void {
    const before = this.#inMemory.get(path);
    if (before?.text === text) return;
    this.#inMemory.set(path, { text, version: (before?.version ?? 0) + 1 });
    this.#known.delete(path);
  }

  /** Takes a file in memory for changed, so that what it imports is looked for anew. */
  touch(path: string): void {
    const file = this.#inMemory.get(path);
    if (file) file.version += 1;
    this.#known.delete(path);
  }

  /** Forgets the files of the disk that changed since they were read. */
  refresh(): void {
    for (const [path, { version }] of this.#known) {
      if (path.includes(insidePackage) || this.#inMemory.has(path)) continue;
      if (diskVersion(path) !== version) this.#known.delete(path);
    }
  }

  version(path: string): string {
    return this.#get(path).version;
  }

  snapshot(path: string): TypeScript.IScriptSnapshot | undefined {
    return this.#get(path).snapshot;
  }

  exists(path: string): boolean {
    return this.#inMemory.has(path) || this.#typescript.sys.fileExists(path);
  }

  read(path: string): string | undefined {
    return this.#inMemory.get(path)?.text ?? this.#typescript.sys.readFile(path);
  }

  #get(path: string): Known {
    const known = this.#known.get(path) ?? this.#read(path);
    this.#known.set(path, known);
    return known;
  }

  #read(path: string): Known {
    const inMemory = this.#inMemory.get(path);
    const version = inMemory ? String(inMemory.version) : diskVersion(path);
    const text = this.read(path);
    return { version, snapshot: text === undefined ? undefined : this.#typescript.ScriptSnapshot.fromString(text) };
  }
}

function diskVersion(path: string): string {
  const found: Stats | undefined = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.mtimeMs} ${found.size}` : "absent";
}
