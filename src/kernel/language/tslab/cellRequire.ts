import Module, { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { loadTslab } from "./tslabDisplay";

interface CompiledModule {
  path: string;
  data: string;
}

type ModuleInternals = Module & { _compile(code: string, file: string): void };

/**
 * `require` as a cell in `folder` sees it: packages resolve from there, and TypeScript files that the converter compiled
 * on the way are run from memory.
 */
export class CellRequire {
  readonly require: (id: string) => unknown;
  readonly #compiled = new Map<string, string>();
  readonly #loaded = new Map<string, Module>();

  constructor(folder: string) {
    this.require = this.#wrap(createRequire(join(folder, "cell.js")), folder);
  }

  /** Takes over files that were compiled anew; they are run again when next required. */
  update(modules: readonly CompiledModule[]): void {
    for (const { path, data } of modules) {
      this.#compiled.set(path, data);
      this.#loaded.delete(path);
    }
  }

  #wrap(original: NodeJS.Require | Module["require"], folder: string): (id: string) => unknown {
    return (id) => {
      if (id === "tslab") return loadTslab();
      if (id.startsWith(".")) {
        const path = resolve(folder, id);
        const found = [path, `${path}.js`, join(path, "index.js")].find((file) => this.#compiled.has(file));
        if (found !== undefined) return this.#load(found);
      }
      return original(id) as unknown;
    };
  }

  #load(path: string): unknown {
    const loaded = this.#loaded.get(path);
    if (loaded) return loaded.exports as unknown;
    const module = new Module(path) as ModuleInternals;
    module.filename = path;
    module.paths = createRequire(path).resolve.paths("x") ?? [];
    module.require = this.#wrap(module.require.bind(module), dirname(path)) as Module["require"];
    this.#loaded.set(path, module);
    try {
      module._compile(this.#compiled.get(path) ?? "", path);
    } catch (error) {
      this.#loaded.delete(path);
      throw error;
    }
    return module.exports as unknown;
  }
}
