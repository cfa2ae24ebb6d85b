import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

export interface Package {
  root: string;
  /** Whether the package says that a file of it keeps state that cannot be loaded twice. */
  needsRestart(file: string): boolean;
}

/** Finds out to which package a file belongs, and what builds it; remembers the answers by folder. */
export class Packages {
  readonly #byFolder = new Map<string, Package>();
  readonly #configs = new Map<string, string | undefined>();

  /** The package with the nearest package.json; the file's own folder where there is none. */
  of(file: string): Package {
    const folder = dirname(file);
    let found = this.#byFolder.get(folder);
    if (!found) this.#byFolder.set(folder, (found = describe(nearest(folder, "package.json") ?? folder)));
    return found;
  }

  /** The nearest tsconfig.json of a source file within its package. */
  configOf(source: string): string | undefined {
    const folder = dirname(source);
    if (!this.#configs.has(folder)) {
      const config = nearest(folder, "tsconfig.json");
      const inside = config !== undefined && !relative(this.of(source).root, config).startsWith("..");
      this.#configs.set(folder, inside ? join(config, "tsconfig.json") : undefined);
    }
    return this.#configs.get(folder);
  }

  /** A file as a reader of its package calls it. */
  nameOf(file: string): string {
    return relative(this.of(file).root, file);
  }
}

function describe(root: string): Package {
  const listed = restartList(join(root, "package.json")).map((path) => resolve(root, path));
  return {
    root,
    needsRestart: (file) => listed.some((path) => file === path || file.startsWith(path + sep)),
  };
}

/** `"contrastbook": { "restart": ["dist/engine", ...] }`: files and folders, relative to the package. */
function restartList(file: string): string[] {
  try {
    const { contrastbook } = JSON.parse(readFileSync(file, "utf8")) as { contrastbook?: { restart?: unknown } };
    const list = contrastbook?.restart;
    return Array.isArray(list) ? list.filter((path) => typeof path === "string") : [];
  } catch {
    return [];
  }
}

/** The folder at or above `folder` that contains `name`. */
function nearest(folder: string, name: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, name))) return at;
    if (dirname(at) === at) return undefined;
  }
}
