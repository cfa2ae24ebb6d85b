import type * as TypeScript from "typescript";
import type { BoundFile, Compiler } from "./compiler";

/** A part of the compiler that its types leave out: finds out what a file declares. */
interface Binder {
  bindSourceFile(file: TypeScript.SourceFile, options: TypeScript.CompilerOptions): void;
}

/** The compiler's names for what has none: it puts one more underscore before a name that begins with two. */
const internal = /^__(?!_)/;

/**
 * What a cell declares for later ones: variables, types, imports. Not what it has by `using`: that is disposed of at
 * the cell's end.
 */
export function declaredNames(typescript: Compiler, code: string): string[] {
  const target = typescript.ScriptTarget.ES2022;
  const file: BoundFile = typescript.createSourceFile("cell.ts", `${code}\nexport {}`, target, true);
  (typescript as unknown as Binder).bindSourceFile(file, { target });
  return [...(file.locals ?? [])]
    .filter(([name, symbol]) => !internal.test(name as string) && !isUsed(typescript, symbol))
    .map(([name]) => typescript.unescapeLeadingUnderscores(name));
}

function isUsed(typescript: Compiler, { valueDeclaration }: TypeScript.Symbol): boolean {
  if (!valueDeclaration || !typescript.isVariableDeclaration(valueDeclaration)) return false;
  return (valueDeclaration.parent.flags & typescript.NodeFlags.Using) !== 0;
}
