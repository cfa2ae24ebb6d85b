import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";

/** The first executable file of this name on the search path, or undefined. A name with a slash is looked at as it is. */
export function findExecutable(name: string, searchPath: string | undefined = process.env.PATH): string | undefined {
  const candidates = name.includes("/")
    ? [name]
    : (searchPath ?? "").split(path.delimiter).map((folder) => path.join(folder || ".", name));
  return candidates.find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
