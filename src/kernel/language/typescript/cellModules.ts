import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { constants, Script } from "node:vm";
import type { CellRequire } from "./cellRequire";
import { imported } from "./moduleInterop";

/** What a compiled cell loads modules with. */
export interface LoadModule {
  (module: string, name?: string): unknown;
  /** What `import()` does. */
  later: (module: unknown) => Promise<unknown>;
}

/** The modules of cells: what `require` can load, and what only `import()` can. */
export class CellModules {
  readonly load: LoadModule;
  readonly #require: (id: string) => unknown;
  readonly #resolve: (id: string) => string;
  readonly #import: (id: string) => Promise<unknown>;
  /** Modules that only `import()` can load, by the name under which cells import them. */
  readonly #namespaces = new Map<string, unknown>();

  constructor(folder: string, cells: CellRequire) {
    const file = join(folder, "cell.js");
    this.#require = cells.require;
    this.#resolve = createRequire(file).resolve;
    const importFrom = new Script("(id) => import(id)", {
      filename: pathToFileURL(file).href,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    }).runInThisContext() as (id: string) => Promise<unknown>;
    this.#import = (id) => quietly(() => importFrom(id));
    const load = (module: string, name?: string): unknown => {
      const exports = this.#namespaces.has(module) ? this.#namespaces.get(module) : this.#require(module);
      return name === undefined ? undefined : imported(exports, name);
    };
    this.load = Object.assign(load, { later: (module: unknown) => this.#later(String(module)) });
  }

  /** Loads those of the modules that `require` cannot load. */
  async prepare(modules: Iterable<string>): Promise<void> {
    for (const module of new Set(modules)) {
      if (!this.#namespaces.has(module) && this.#needsImport(module)) {
        this.#namespaces.set(module, await this.#import(module));
      }
    }
  }

  async #later(module: string): Promise<unknown> {
    if (this.#needsImport(module)) return this.#import(module);
    return imported(this.#require(module), "*");
  }

  #needsImport(module: string): boolean {
    if (/^(data|file|https?):/.test(module)) return true;
    let path: string;
    try {
      path = this.#resolve(module);
    } catch (error) {
      // its package.json names nothing that `require` could load
      return error instanceof Error && "code" in error && error.code === "ERR_PACKAGE_PATH_NOT_EXPORTED";
    }
    return path.endsWith(".mjs") || (path.endsWith(".js") && isModulePackage(dirname(path)));
  }
}

/** Node warns at the first use that this way to import is experimental, which readers of a notebook need not know. */
function quietly<T>(use: () => T): T {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return use();
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** Whether the nearest package.json says that `.js` files are modules of ECMAScript. */
function isModulePackage(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    try {
      return (JSON.parse(readFileSync(join(at, "package.json"), "utf8")) as { type?: string }).type === "module";
    } catch {
      if (at === dirname(at)) return false;
    }
  }
}
