import type * as TypeScript from "typescript";
import { cellScoping } from "./cellScoping";
import type { CellProgram, CellService } from "./cellService";
import { type CompiledFile, compileFile } from "./compileFile";
import { declaredNames } from "./declaredNames";
import { ownFiles } from "./ownFiles";
import { interruptChecks } from "./interruptChecks";
import { rewriteCell, type RewrittenCell } from "./rewriteCell";
import type { CellImport } from "./scoping";
import { type Declaration, splitDeclarations } from "./splitDeclarations";

export interface CompiledCell {
  /** The body of a function, async if `rewritten.awaits`; returns the last value in an array, if there is one. */
  code: string;
  /** Source map of `code`, to `rewritten`. */
  map: string;
  rewritten: RewrittenCell;
  /** What later cells can use, and their types. */
  declarations: Declaration[];
  imports: CellImport[];
  /** The TypeScript files beside the notebook that the cell needs. */
  files: CompiledFile[];
}

/** A cell that does not compile. */
export interface RefusedCell {
  diagnostics: readonly TypeScript.Diagnostic[];
  rewritten: RewrittenCell;
}

/** Imports of CommonJS with `=`, which a cell may well do, and `export =`, which is nothing in it. */
const allowed = new Set([1202, 1203]);

/**
 * Compiles a cell that stands behind others.
 * @param earlier the declarations of those, oldest first
 * @param checked false to refuse only what is no TypeScript at all
 */
export function compileCell(
  cells: CellService,
  code: string,
  { earlier, checked }: { earlier: readonly string[]; checked: boolean },
): CompiledCell | RefusedCell {
  const { typescript } = cells;
  const rewritten = rewriteCell(typescript, code);
  const names = declaredNames(typescript, rewritten.code);
  const open = (exported: readonly string[]): CellProgram =>
    cells.open(`${rewritten.code}\nexport { ${exported.join(", ")} };`, earlier);

  let opened = open(names);
  const own = ownFiles(opened);
  const diagnostics = [opened.file, ...own].flatMap((file) => diagnose(opened.program, file, checked));
  if (diagnostics.length > 0) return { diagnostics, rewritten };
  let emitted = emit(cells, opened, names);
  // a declaration that cannot be written down: the variable is there, of the type any
  const untyped = new Set<string>();
  for (const give of [namesAt, () => names]) {
    if (emitted.declaration !== undefined) break;
    for (const name of give(typescript, opened.file, emitted.diagnostics)) untyped.add(name);
    opened = open(names.filter((name) => !untyped.has(name)));
    emitted = emit(cells, opened, names);
  }
  const declarations = splitDeclarations(typescript, emitted.declaration ?? "");
  const declared = new Set(declarations.flatMap((declaration) => declaration.names));
  const missing = names.filter((name) => !declared.has(name));
  return {
    ...emitted,
    rewritten,
    declarations: [...declarations, ...missing.map((name) => describeVariable(opened, name, untyped.has(name)))],
    files: own.map((file) => compileFile(typescript, file)),
  };
}

/** Declares what the compiler leaves out: a `var` inside a block, and what has a type that cannot be written down. */
function describeVariable({ checker, file, variable }: CellProgram, name: string, isUntyped: boolean): Declaration {
  const symbol = isUntyped ? undefined : variable(name);
  const type = symbol ? checker.typeToString(checker.getTypeOfSymbol(symbol), file) : "any";
  const alias = isUntyped ? ` type ${name} = any;` : "";
  return { text: `declare let ${name}: ${type};${alias}`, names: [name], isValue: true };
}

/** What is wrong with a file; only what is no TypeScript at all unless `checked`. */
export function diagnose(
  program: TypeScript.Program,
  file: TypeScript.SourceFile,
  checked: boolean,
): readonly TypeScript.Diagnostic[] {
  const syntactic = program.getSyntacticDiagnostics(file);
  if (syntactic.length > 0 || !checked) return syntactic;
  return program.getSemanticDiagnostics(file).filter(({ code }) => !allowed.has(code));
}

interface Emitted {
  code: string;
  map: string;
  declaration: string | undefined;
  diagnostics: readonly TypeScript.Diagnostic[];
  imports: CellImport[];
}

function emit({ typescript }: CellService, opened: CellProgram, names: readonly string[]): Emitted {
  const imports: CellImport[] = [];
  const own = new Set(names);
  const scoping = cellScoping({
    typescript,
    checker: opened.checker,
    variable: (name) => {
      const isOther = opened.file.locals?.has(typescript.escapeLeadingUnderscores(name)) && !own.has(name);
      return isOther ? undefined : opened.variable(name);
    },
    imported: (made) => imports.push(made),
  });
  const written = new Map<string, string>();
  const { diagnostics } = opened.program.emit(
    opened.file,
    (path, text) => written.set(path.slice(path.indexOf(".", path.lastIndexOf("/"))), text),
    undefined,
    false,
    { before: [scoping], after: [interruptChecks(typescript)] },
  );
  const code = (written.get(".js") ?? "")
    .replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n")
    .replace(/^export \{\};$/m, "");
  return { code, map: written.get(".js.map") ?? "", declaration: written.get(".d.ts"), diagnostics, imports };
}

/** The names that the statements at the places of diagnostics declare. */
function namesAt(
  typescript: CellService["typescript"],
  file: TypeScript.SourceFile,
  diagnostics: readonly TypeScript.Diagnostic[],
): string[] {
  return file.statements
    .filter(({ pos, end }) => diagnostics.some(({ start = -1 }) => pos <= start && start < end))
    .filter((statement) => !typescript.isExportDeclaration(statement))
    .flatMap((statement) => declaredNames(typescript, statement.getText(file)));
}
