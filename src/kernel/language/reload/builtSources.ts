import { type Dirent, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { absent, fileState, modifiedAt } from "./fileState";
import { sourcesOf } from "./sourcesOf";

interface Source {
  state: string;
  /** The loaded files that were built from it; none for a file that was added. */
  outputs: Set<string>;
}

const isSource = (name: string): boolean => /\.[cm]?tsx?$/.test(name) && !/\.d\.[cm]?ts$/.test(name);

/** The TypeScript files that loaded modules were built from: which of them were saved and not built since. */
export class BuiltSources {
  readonly #sources = new Map<string, Source>();
  /** Names in the folders of the sources, to notice files that were added. */
  readonly #folders = new Map<string, { state: string; names: Set<string> }>();
  readonly #byOutput = new Map<string, string[]>();
  readonly #suspects = new Set<string>();

  /** Takes in a loaded file; false when it was not built from TypeScript. */
  add(output: string): boolean {
    const sources = sourcesOf(output);
    this.#byOutput.set(output, sources);
    for (const source of sources) {
      const known = this.#sources.get(source);
      if (known) known.outputs.add(output);
      else this.#sources.set(source, { state: fileState(source), outputs: new Set([output]) });
      this.#suspects.add(source);
      this.#watchFolder(dirname(source));
    }
    return sources.length > 0;
  }

  /**
   * Looks at every source once.
   * @returns whether any was saved since the last time or is still to be built
   */
  poll(): boolean {
    for (const [path, source] of this.#sources) {
      const state = fileState(path);
      if (state === source.state) continue;
      source.state = state;
      this.#suspects.add(path);
    }
    for (const [folder, { state }] of [...this.#folders]) if (fileState(folder) !== state) this.#listAgain(folder);
    return this.#suspects.size > 0;
  }

  /** Sources that are newer than what was built from them, were deleted, or were added. */
  unbuilt(): string[] {
    for (const path of this.#suspects) if (this.#isBuilt(path)) this.#suspects.delete(path);
    return [...this.#suspects];
  }

  /** Takes sources for built, whatever the times of their files say: building changed nothing, or is not for us. */
  settle(sources: Iterable<string>): void {
    for (const path of sources) {
      this.#suspects.delete(path);
      const source = this.#sources.get(path);
      if (source?.outputs.size === 0 || source?.state === absent) this.#sources.delete(path);
    }
  }

  outputsOf(source: string): Iterable<string> {
    return this.#sources.get(source)?.outputs ?? [];
  }

  /** The source of a loaded file; undefined where there is none, or several. */
  sourceOf(output: string): string | undefined {
    const [source, another] = this.#byOutput.get(output) ?? [];
    return another === undefined ? source : undefined;
  }

  /** Whether the file was built; such a one that is gone will be built again. */
  builds(output: string): boolean {
    return (this.#byOutput.get(output) ?? []).length > 0;
  }

  /** All loaded files that were built. */
  outputs(): string[] {
    return [...this.#byOutput.keys()].filter((output) => this.builds(output));
  }

  /** All sources of loaded modules. */
  all(): string[] {
    return [...this.#sources.keys()];
  }

  #isBuilt(path: string): boolean {
    const saved = modifiedAt(path);
    const outputs = [...this.outputsOf(path)];
    return saved !== undefined && outputs.length > 0 && outputs.every((file) => (modifiedAt(file) ?? 0) >= saved);
  }

  #watchFolder(folder: string): void {
    if (!this.#folders.has(folder)) {
      this.#folders.set(folder, { state: fileState(folder), names: new Set(list(folder).map(({ name }) => name)) });
    }
  }

  #listAgain(folder: string): void {
    const known = this.#folders.get(folder)?.names;
    const entries = list(folder);
    this.#folders.set(folder, { state: fileState(folder), names: new Set(entries.map(({ name }) => name)) });
    for (const entry of entries) {
      if (known?.has(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== "node_modules" && !entry.name.startsWith(".")) this.#listAgain(path);
      } else if (isSource(entry.name) && !this.#sources.has(path)) {
        this.#sources.set(path, { state: fileState(path), outputs: new Set() });
        this.#suspects.add(path);
      }
    }
  }
}

function list(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
