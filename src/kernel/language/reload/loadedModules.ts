import Module from "node:module";
import { dirname, sep } from "node:path";
import { absent, digestOf, fileState } from "./fileState";
import { type ModuleTable, NodeCache } from "./nodeCache";

interface Internals {
  prototype: { load: (this: Module, file: string) => void };
  _pathCache: Record<string, string>;
}

const internals = Module as unknown as Internals;
const insidePackage = `${sep}node_modules${sep}`;
const kernelFolder = dirname(dirname(__dirname)) + sep;
const isOutside = (file: string): boolean => file.includes(insidePackage) || file.startsWith(kernelFolder);

/**
 * The modules that cells loaded, directly or through others, with the state that their files had when they were loaded.
 * What packages contain is left out, and so is what was loaded before this began: the kernel itself.
 */
export class LoadedModules {
  readonly #cache = new NodeCache();
  readonly #ignored = new Set(this.#cache.files());
  readonly #states = new Map<string, FileVersion>();
  readonly #load = internals.prototype.load;

  /** @param compiled modules that run from memory, by the file they would be */
  constructor(readonly compiled: ModuleTable) {
    const [load, states] = [this.#load, this.#states];
    internals.prototype.load = function (file) {
      // before the load: a change in the middle of it is one
      if (!isOutside(file)) states.set(file, versionOf(file));
      load.call(this, file);
    };
  }

  /** Files that were loaded since the last time this was asked. */
  found(): string[] {
    const files: string[] = [];
    for (const file of this.#cache.files()) {
      if (this.#ignored.has(file)) continue;
      this.#ignored.add(file);
      if (isOutside(file)) continue;
      if (!this.#states.has(file)) this.#states.set(file, versionOf(file));
      files.push(file);
    }
    return files;
  }

  /** The files of all modules that are watched. */
  watched(): Iterable<string> {
    return this.#states.keys();
  }

  /** Whether the module is one that cells loaded, and no package's and not the kernel's. */
  watches(file: string): boolean {
    return this.#states.has(file) || this.compiled.has(file);
  }

  /** Whether the file differs from what was loaded. */
  changed(file: string): boolean {
    const loaded = this.#states.get(file);
    if (loaded === undefined || loaded.state === fileState(file)) return false;
    const now = versionOf(file);
    if (now.digest !== loaded.digest) return true;
    // written again with the same text, as a full build does
    this.#states.set(file, now);
    return false;
  }

  /** Takes the file as it is now for the one that was loaded. */
  accept(file: string): void {
    this.#states.set(file, versionOf(file));
  }

  get(file: string): Module | undefined {
    return this.#cache.get(file) ?? this.compiled.get(file);
  }

  /** By module: the files that import it directly. */
  importers(): Map<Module, string[]> {
    const importers = new Map<Module, string[]>();
    for (const [file, module] of this.#all()) {
      for (const child of module.children) {
        const known = importers.get(child);
        if (known) known.push(file);
        else importers.set(child, [file]);
      }
    }
    return importers;
  }

  /**
   * Forgets modules, so that they are loaded anew when next required.
   * @returns brings the old ones back, in place of what was loaded since
   */
  drop(files: Iterable<string>): () => void {
    const dropped: { file: string; module: Module; home: ModuleTable; state: FileVersion | undefined }[] = [];
    for (const file of files) {
      const home = [this.#cache, this.compiled].find((table) => table.has(file));
      const module = home?.get(file);
      if (home && module) dropped.push({ file, module, home, state: this.#forget(file, home) });
    }
    const edges = this.#cut(new Set(dropped.map(({ module }) => module)));
    forgetPaths(new Set(dropped.map(({ file }) => file)));
    return () => {
      for (const { file, module, home, state } of dropped) {
        home.set(file, module);
        if (state !== undefined) this.#states.set(file, state);
      }
      for (const [parent, child] of edges) parent.children.push(child);
    };
  }

  close(): void {
    internals.prototype.load = this.#load;
  }

  #forget(file: string, home: ModuleTable): FileVersion | undefined {
    const state = this.#states.get(file);
    home.delete(file);
    this.#ignored.delete(file);
    this.#states.delete(file);
    return state;
  }

  /** Modules that stay would keep those that they imported alive. */
  #cut(dropped: ReadonlySet<Module>): [Module, Module][] {
    const edges: [Module, Module][] = [];
    for (const [, module] of this.#all()) {
      const gone = module.children.filter((child) => dropped.has(child));
      if (gone.length === 0) continue;
      edges.push(...gone.map((child): [Module, Module] => [module, child]));
      module.children = module.children.filter((child) => !dropped.has(child));
    }
    return edges;
  }

  *#all(): Iterable<[string, Module]> {
    yield* this.#cache;
    yield* this.compiled;
  }
}

interface FileVersion {
  state: string;
  digest: string;
}

function versionOf(file: string): FileVersion {
  const state = fileState(file);
  return { state, digest: state === absent ? absent : digestOf(file) };
}

/** Node would go on to look where a deleted file was. */
function forgetPaths(files: ReadonlySet<string>): void {
  for (const [request, file] of Object.entries(internals._pathCache)) {
    if (files.has(file)) Reflect.deleteProperty(internals._pathCache, request);
  }
}
