import type Module from "node:module";
import { renewAfterReload } from "../../../report/afterReload";
import type { LoadModule } from "../typescript/cellModules";
import type { CellRequire } from "../typescript/cellRequire";
import type { CellScope } from "../typescript/cellScope";
import { imported } from "../typescript/moduleInterop";
import { absent, fileState } from "./fileState";
import type { CellImports } from "./cellImports";
import type { LoadedModules } from "./loadedModules";
import { OldCode } from "./oldCode";
import { ScriptIds } from "./scriptIds";

export interface Replacement {
  modules: LoadedModules;
  require: CellRequire;
  load: LoadModule;
  imports: CellImports;
  scope: CellScope;
  /** A file as a reader knows it. */
  nameOf: (file: string) => string;
}

/**
 * Puts new versions in the place of loaded modules: loads those that cells import, gives the cells' variables the new
 * exports and lets libraries renew what they made.
 * @returns for each variable that still holds old code what it is, as in "encoder is an instance of the old Encoder"
 * @throws what a module throws as it is loaded; then all is as before
 */
export function replaceModules(
  files: ReadonlySet<string>,
  { modules, require, load, imports, scope, nameOf }: Replacement,
): string[] {
  const held = imports
    .all()
    .filter(({ variable, value }) => scope.holds(variable, value))
    .filter(({ module }) => files.has(resolveSafely(require, module) ?? ""));
  const old = new Map<string, Module>();
  for (const file of files) {
    const module = modules.get(file);
    if (module) old.set(file, module);
  }
  const restore = modules.drop(files);
  let values: unknown[];
  try {
    values = held.map(({ module, name }) => load(module, name));
  } catch (error) {
    restore();
    throw error;
  }
  for (const [index, one] of held.entries()) {
    const now = values[index];
    // an export that is gone is better known by its old value than by none
    if (now === undefined) continue;
    scope.rebind(one.variable, one.value, now);
    imports.renewed(one, now);
  }
  const [error] = renewAfterReload();
  if (error !== undefined) throw new Error("a library could not renew what it made from old code", { cause: error });
  return describeOldCode(old, { modules, scope, nameOf });
}

/** Gives variables that hold a module as a whole the new one, and finds those that hold something of an old one. */
function describeOldCode(
  old: ReadonlyMap<string, Module>,
  { modules, scope, nameOf }: Pick<Replacement, "modules" | "scope" | "nameOf">,
): string[] {
  const scripts = new ScriptIds();
  try {
    const oldCode = new OldCode(scripts);
    for (const [file, module] of old) {
      const now = modules.get(file);
      if (!now) continue;
      // what import() and require give
      for (const whole of ["*", "="]) {
        const [before, after] = [module, now].map(({ exports }) => imported(exports, whole));
        if (typeof before !== "object" && typeof before !== "function") continue;
        for (const [name] of scope.entries()) scope.rebind(name, before, after);
      }
      oldCode.add(module, now, nameOf(file));
    }
    return scope.entries().flatMap(([name, value]) => {
      const description = oldCode.describe(value);
      return description === undefined ? [] : [`${name} ${description}`];
    });
  } finally {
    scripts.close();
  }
}

/** Undefined for a file that was deleted, of which Node may still know. */
function resolveSafely(require: CellRequire, id: string): string | undefined {
  try {
    const file = require.resolve(id);
    return require.loaded.has(file) || fileState(file) !== absent ? file : undefined;
  } catch {
    return undefined;
  }
}
