import { createRequire } from "node:module";
import { dirname, join, parse } from "node:path";
import type * as TypeScript from "typescript";
import type { Compiler } from "./compiler";

/** How cells, and the TypeScript files beside the notebook, are compiled. */
export function compilerOptions(typescript: Compiler, folder: string): TypeScript.CompilerOptions {
  return {
    target: typescript.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts", "lib.esnext.decorators.d.ts"],
    module: typescript.ModuleKind.ESNext,
    // packages that say in `exports` where their types are; with Node's own conditions
    moduleResolution: typescript.ModuleResolutionKind.Bundler,
    customConditions: ["node"],
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    esModuleInterop: true,
    allowJs: true,
    typeRoots: [nodeTypesRoot(folder)],
    types: ["node"],
    declaration: true,
    sourceMap: true,
    newLine: typescript.NewLineKind.LineFeed,
    skipLibCheck: true,
    preserveConstEnums: true,
    // a notebook imports from folders above its own too
    rootDir: parse(folder).root,
    outDir: join(folder, "__cell_output__"),
  };
}

/** The types of Node wherever npm put them: the project's own, or else the kernel's. */
function nodeTypesRoot(folder: string): string {
  const find = (from: NodeJS.Require): string => dirname(dirname(from.resolve("@types/node/package.json")));
  try {
    return find(createRequire(join(folder, "cell.js")));
  } catch {
    return find(require);
  }
}
