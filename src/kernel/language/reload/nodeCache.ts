/** Modules by their files. */
export interface ModuleTable extends Iterable<[string, NodeJS.Module]> {
  get(file: string): NodeJS.Module | undefined;
  has(file: string): boolean;
  set(file: string, module: NodeJS.Module): unknown;
  delete(file: string): boolean;
}

/** Node's own table of modules, as a map. */
export class NodeCache implements ModuleTable {
  readonly #modules = require.cache as Record<string, NodeJS.Module>;

  get(file: string): NodeJS.Module | undefined {
    return this.#modules[file];
  }

  has(file: string): boolean {
    return file in this.#modules;
  }

  set(file: string, module: NodeJS.Module): void {
    this.#modules[file] = module;
  }

  delete(file: string): boolean {
    return Reflect.deleteProperty(this.#modules, file);
  }

  files(): string[] {
    return Object.keys(this.#modules);
  }

  *[Symbol.iterator](): Iterator<[string, NodeJS.Module]> {
    for (const [file, module] of Object.entries(this.#modules)) {
      // packages put objects of their own there, which are not modules
      if (Array.isArray(module?.children)) yield [file, module];
    }
  }
}
