import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { PackageError } from "./packageError";

/** A package that is required, resolved or loaded is named by a string; what Node brings itself is not one. */
const text = /"((?:@[\w.-]+\/)?\w[\w.-]*)(?:\/[^"]*)?"/g;
const bareImport = /\brequire\("((?:@[\w.-]+\/)?\w[\w.-]*)(?:\/[^"]*)?"\)/g;

/**
 * The dependencies, with their versions, that these compiled files name.
 * @param dist the folder that the files are relative to
 * @param dependencies those of the whole project
 * @throws {PackageError} a file requires a package that the project does not depend on
 */
export function packageDependencies(
  dist: string,
  files: readonly string[],
  dependencies: Readonly<Record<string, string>>,
): Record<string, string> {
  const needed = new Set<string>();
  for (const file of files.filter((name) => name.endsWith(".js"))) {
    const code = readFileSync(path.join(dist, file), "utf8");
    for (const [, name = ""] of code.matchAll(bareImport)) {
      if (isBuiltin(name) || Object.hasOwn(dependencies, name)) continue;
      throw new PackageError(`pack: ${file} requires ${name}, which is not among the project's dependencies`);
    }
    for (const [, name = ""] of code.matchAll(text)) if (Object.hasOwn(dependencies, name)) needed.add(name);
  }
  return Object.fromEntries([...needed].sort().map((name) => [name, dependencies[name] ?? ""]));
}
