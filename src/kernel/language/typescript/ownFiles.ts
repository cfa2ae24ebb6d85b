import type * as TypeScript from "typescript";
import type { CellProgram } from "./cellService";
import type { BoundFile } from "./compiler";

/** What the compiler does but its types leave out. */
interface Resolutions extends TypeScript.Program {
  getResolvedModuleFromModuleSpecifier(
    specifier: TypeScript.StringLiteralLike,
    from: TypeScript.SourceFile,
  ): { resolvedModule?: TypeScript.ResolvedModuleFull } | undefined;
}

/** The TypeScript files beside the notebook that a cell imports, and those that these import. */
export function ownFiles({ program, file }: CellProgram): TypeScript.SourceFile[] {
  const found = new Set<TypeScript.SourceFile>();
  const visit = (from: BoundFile): void => {
    for (const specifier of from.imports ?? []) {
      const resolved = (program as Resolutions).getResolvedModuleFromModuleSpecifier(specifier, from)?.resolvedModule;
      const imported = resolved && program.getSourceFile(resolved.resolvedFileName);
      if (!imported || found.has(imported) || !isOwn(imported)) continue;
      found.add(imported);
      visit(imported);
    }
  };
  visit(file);
  return [...found];
}

function isOwn({ fileName, isDeclarationFile }: TypeScript.SourceFile): boolean {
  return !isDeclarationFile && /\.[mc]?tsx?$/.test(fileName) && !fileName.includes("/node_modules/");
}
