import Module, { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { rememberCode } from "../memoryCode";
import { fileState } from "../reload/fileState";
import { loadTslab } from "./tslabDisplay";

interface CompiledModule {
  path: string;
  data: string;
}

interface CompiledCode {
  code: string;
  source: string;
  /** Of the source when it was compiled. */
  state: string;
}

type ModuleInternals = Module & { _compile(code: string, file: string): void };

/**
 * `require` as a cell in `folder` sees it: packages resolve from there, and TypeScript files that the converter compiled
 * on the way are run from memory.
 */
export class CellRequire {
  readonly require: (id: string) => unknown;
  /** What runs from memory, by the file it would be. */
  readonly loaded = new Map<string, Module>();
  readonly #compiled = new Map<string, CompiledCode>();
  readonly #resolve: NodeJS.RequireResolve;
  readonly #folder: string;

  constructor(folder: string) {
    const cell = createModule(join(folder, "cell.js"));
    const load = cell.require.bind(cell);
    this.#folder = folder;
    this.#resolve = createRequire(cell.filename).resolve;
    this.require = this.#wrap((id) => {
      try {
        return load(id) as unknown;
      } finally {
        // nobody asks what cells import, and modules that were reloaded since would be kept
        cell.children = [];
      }
    }, cell);
  }

  /**
   * Takes over files that were compiled anew; those that run already do so until they are dropped from `loaded`.
   * @returns the files whose code is another one than before
   */
  update(modules: readonly CompiledModule[]): string[] {
    return modules.flatMap(({ path, data: code }) => {
      const source = sourceOf(path);
      const before = this.#compiled.get(path)?.code;
      this.#compiled.set(path, { code, source, state: fileState(source) });
      return before === undefined || before === code ? [] : [path];
    });
  }

  /** The file that `require(id)` of a cell runs. @throws when there is none */
  resolve(id: string): string {
    return this.#find(id, this.#folder) ?? this.#resolve(id);
  }

  /** The sources of all that was compiled, by the file that it would be. */
  sources(): { path: string; source: string; changed: boolean }[] {
    return [...this.#compiled].map(([path, { source, state }]) => {
      return { path, source, changed: fileState(source) !== state };
    });
  }

  /** What a file that runs from memory was compiled from. */
  sourceOf(path: string): string | undefined {
    return this.#compiled.get(path)?.source;
  }

  /** Forgets a file whose source is gone. */
  forget(path: string): void {
    this.#compiled.delete(path);
  }

  #find(id: string, folder: string): string | undefined {
    if (!id.startsWith(".")) return undefined;
    const path = resolve(folder, id);
    const named = path.replace(/\.[cm]?tsx?$/, ".js");
    return [named, `${path}.js`, join(path, "index.js")].find((file) => this.#compiled.has(file));
  }

  #wrap(original: (id: string) => unknown, importer: Module): (id: string) => unknown {
    const folder = dirname(importer.filename);
    return (id) => {
      if (id === "tslab") return loadTslab();
      const found = this.#find(id, folder);
      return found === undefined ? original(id) : (this.#load(found, importer).exports as unknown);
    };
  }

  #load(path: string, importer: Module): Module {
    const loaded = this.loaded.get(path);
    const module = (loaded as ModuleInternals | undefined) ?? createModule(path);
    if (!importer.children.includes(module)) importer.children.push(module);
    if (loaded) return loaded;
    module.require = this.#wrap(module.require.bind(module), module) as Module["require"];
    this.loaded.set(path, module);
    const code = this.#compiled.get(path)?.code ?? "";
    rememberCode(path, code);
    try {
      module._compile(code, path);
    } catch (error) {
      this.loaded.delete(path);
      throw error;
    }
    return module;
  }
}

function createModule(path: string): ModuleInternals {
  const module = new Module(path) as ModuleInternals;
  module.filename = path;
  module.paths = createRequire(path).resolve.paths("x") ?? [];
  return module;
}

/** The file from which the converter made `path`. */
function sourceOf(path: string): string {
  const base = path.replace(/\.js$/, "");
  return [`${base}.ts`, `${base}.tsx`, `${base}.jsx`].find((file) => fileState(file) !== "") ?? path;
}
