import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { PackageError } from "./packageError";

const relativeImport = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*)"(\.[^"]*)"/g;

/** Rooms that belong to it as a whole. */
const rooms = ["kernel", "report"];

/**
 * The compiled files that the kernel's package consists of: two rooms, and what those import from others.
 * Declarations count too: the compiler of the cells reads them.
 * @param dist the folder of the compiled sources; `src` with their TypeScript lies two folders above
 * @returns paths relative to `dist`, sorted
 * @throws {PackageError} something imported is not there
 */
export function packageFiles(dist: string, sources = path.resolve(dist, "..", "..", "src")): string[] {
  // by the sources: dist may still hold files whose source is gone
  const own = rooms.flatMap((room) =>
    readdirSync(path.join(sources, room), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
      .flatMap((name) => compiled(path.join(room, name.replace(/\.ts$/, "")))),
  );
  const files = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const target of importsOf(dist, file)) compiled(target).forEach(visit);
  };
  own.forEach(visit);
  return [...files].sort();
}

const compiled = (module: string): string[] => [`${module}.js`, `${module}.d.ts`];

function importsOf(dist: string, file: string): string[] {
  const at = path.join(dist, file);
  if (!existsSync(at)) throw new PackageError(`pack: ${at} is missing; build first: npm run build`);
  return [...readFileSync(at, "utf8").matchAll(relativeImport)].map(([, specifier = ""]) => {
    const target = path.join(path.dirname(file), specifier).replace(/\.js$/, "");
    return existsSync(path.join(dist, `${target}.js`)) ? target : path.join(target, "index");
  });
}
