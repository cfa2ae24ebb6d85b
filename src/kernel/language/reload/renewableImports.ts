import type { LoadModule } from "../tslab/cellModules";
import type { CellImport } from "../tslab/scoping";
import type { ImportHooks } from "./importHooks";

/**
 * What a cell loads its imports with, so that they can be renewed: registers each of its modules as it is loaded, with
 * the shared variables that get something of it.
 */
export function renewableImports(load: LoadModule, imports: readonly CellImport[], hooks: ImportHooks): LoadModule {
  const registered = new Set<string>();
  const loadOnce = (module: string, name?: string): unknown => {
    const loaded = load(module, name);
    if (registered.has(module)) return loaded;
    registered.add(module);
    const named = imports.flatMap((made) =>
      made.module === module && made.local !== undefined ? [{ local: made.local, name: made.name }] : [],
    );
    const read = (): Record<string, unknown> =>
      Object.fromEntries(named.map((one) => [one.local, load(module, one.name)]));
    let held = read();
    hooks.register(
      module,
      named.map(({ local }) => local),
      () => {
        const before = held;
        held = read();
        return { before, now: held };
      },
    );
    return loaded;
  };
  return Object.assign(loadOnce, { later: load.later });
}
