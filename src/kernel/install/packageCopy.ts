import { cpSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";

/** dist/src/kernel/install lies four folders below the package. */
const packageRoot = resolve(__dirname, "..", "..", "..", "..");
/** Where `npx` keeps what it was asked to run. npm may empty it whenever it likes. */
const npxCache = `${sep}_npx${sep}`;

export interface PackageCopy {
  /** The kernel's main file, in the copy. */
  main: string;
  /** Writes the copy into `folder`, which is to be renamed to the folder that was given. */
  write(folder: string): void;
}

/**
 * For a kernel that `npx` runs: a copy of this package and of all it needs, inside the kernelspec's own folder.
 * The kernel then outlives npm's cache, and whoever removes the kernelspec removes the copy too.
 * @param folder the kernelspec's folder, as it will be named
 * @param root the package; default this one
 * @returns undefined where the package lies in a durable place and needs no copy
 */
export function packageCopy(folder: string, root = packageRoot): PackageCopy | undefined {
  if (!`${root}${sep}`.includes(npxCache)) return undefined;
  const modules = dirname(root);
  const main = join("node_modules", relative(modules, root), "dist", "src", "kernel", "main.js");
  return {
    main: join(folder, main),
    write: (target) => {
      // npm's links to commands are of no use to a kernel
      const filter = (source: string): boolean => basename(source) !== ".bin";
      cpSync(modules, join(target, "node_modules"), { recursive: true, dereference: true, filter });
    },
  };
}
