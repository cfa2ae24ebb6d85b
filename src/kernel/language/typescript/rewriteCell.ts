import type * as TypeScript from "typescript";
import type { Compiler } from "./compiler";

export interface RewrittenCell {
  code: string;
  /** True when something at the top level awaits, so the cell must run as an async function. */
  awaits: boolean;
  /** From an offset of the rewritten code to the offset of the code as it was written. */
  originalOffset(offset: number): number;
}

interface Insertion {
  at: number;
  text: string;
}

/** With an export in it the parser takes the cell for a module, in which `await (x)` at the top level is an await. */
const modulePrefix = "export{};";

/** The first line of a file that a shell can run. */
const hashbang = /^#!.*/;

/**
 * Rewrites what must be otherwise in a cell than in a file; nothing changes for the reader, and no line moves.
 * - what was pasted from a file with its exports: `export` becomes blanks, `export ... from` an import
 * - `const m = await import("m")` would be declared as a copy of all that the module has: the type gets its name
 */
export function rewriteCell(typescript: Compiler, written: string): RewrittenCell {
  const code = written.replace(hashbang, (line) => " ".repeat(line.length));
  const file = typescript.createSourceFile("cell.ts", modulePrefix + code, typescript.ScriptTarget.ES2022, true);
  const insertions: Insertion[] = [];
  let awaits = false;
  const visit = (node: TypeScript.Node): void => {
    awaits ||= typescript.isAwaitExpression(node) || isForAwait(typescript, node) || isAwaitUsing(typescript, node);
    if (!typescript.isFunctionLike(node)) typescript.forEachChild(node, visit);
  };
  visit(file);
  let unexported = code;
  for (const statement of file.statements.slice(1)) {
    for (const { start, end, text, closing } of exportParts(typescript, statement)) {
      if (closing) insertions.push({ at: statement.getEnd() - modulePrefix.length, text: closing });
      const [from, to] = [start - modulePrefix.length, end - modulePrefix.length];
      const blanks = unexported.slice(from + text.length, to).replace(/[^\r\n]/g, " ");
      unexported = unexported.slice(0, from) + text + blanks + unexported.slice(to);
    }
    if (!typescript.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      const module = importedModule(typescript, declaration);
      if (module === undefined) continue;
      const at = declaration.getEnd() - modulePrefix.length;
      // not as the type of the variable, to which what TypeScript makes of some modules cannot be assigned
      insertions.push({ at, text: ` as __Imported<typeof import(${module})>` });
    }
  }
  return { ...apply(unexported, insertions), awaits };
}

interface ExportPart {
  start: number;
  end: number;
  /** What stands there instead, followed by blanks; no longer than what stood there. */
  text: string;
  /** What comes behind the statement. */
  closing?: string;
}

/** Where a statement exports, and what it would say in a cell. */
function exportParts(typescript: Compiler, node: TypeScript.Statement): ExportPart[] {
  if (typescript.isExportDeclaration(node)) {
    const from = node.exportClause ?? node.moduleSpecifier;
    if (!node.moduleSpecifier || !from) return [blank(node.getStart(), node.getEnd())];
    return [{ start: node.getStart(), end: from.getStart(), text: node.isTypeOnly ? "import type" : "import" }];
  }
  if (typescript.isExportAssignment(node)) return [blank(node.getStart(), node.expression.getStart())];
  if (!typescript.canHaveModifiers(node)) return [];
  const { ExportKeyword, DefaultKeyword } = typescript.SyntaxKind;
  const isNameless = "name" in node ? node.name === undefined : !typescript.isVariableStatement(node);
  if (isNameless) {
    const end = node.modifiers?.find(({ kind }) => kind === DefaultKeyword)?.getEnd();
    return end === undefined ? [] : [{ start: node.getStart(), end, text: ";(", closing: ")" }];
  }
  return (node.modifiers ?? [])
    .filter(({ kind }) => kind === ExportKeyword || kind === DefaultKeyword)
    .map((modifier) => blank(modifier.getStart(), modifier.getEnd()));
}

function blank(start: number, end: number): ExportPart {
  return { start, end, text: "" };
}

function isForAwait(typescript: Compiler, node: TypeScript.Node): boolean {
  return typescript.isForOfStatement(node) && node.awaitModifier !== undefined;
}

function isAwaitUsing(typescript: Compiler, node: TypeScript.Node): boolean {
  const { BlockScoped, AwaitUsing } = typescript.NodeFlags;
  return typescript.isVariableDeclarationList(node) && Number(node.flags & BlockScoped) === Number(AwaitUsing);
}

/** The quoted module name of `name = await import("module")` without a type, else undefined. */
function importedModule(typescript: Compiler, node: TypeScript.VariableDeclaration): string | undefined {
  if (!typescript.isIdentifier(node.name) || node.type || !node.initializer) return undefined;
  if (!typescript.isAwaitExpression(node.initializer)) return undefined;
  const call = node.initializer.expression;
  if (!typescript.isCallExpression(call) || call.expression.kind !== typescript.SyntaxKind.ImportKeyword) {
    return undefined;
  }
  const [name] = call.arguments;
  return name && typescript.isStringLiteral(name) ? JSON.stringify(name.text) : undefined;
}

function apply(code: string, insertions: Insertion[]): Pick<RewrittenCell, "code" | "originalOffset"> {
  const sorted = [...insertions].sort((a, b) => a.at - b.at);
  let text = "";
  let last = 0;
  for (const { at, text: inserted } of sorted) {
    text += code.slice(last, at) + inserted;
    last = at;
  }
  return {
    code: text + code.slice(last),
    originalOffset: (offset) => {
      let shift = 0;
      for (const { at, text: inserted } of sorted) {
        if (at + shift >= offset) break;
        shift += Math.min(inserted.length, offset - at - shift);
      }
      return offset - shift;
    },
  };
}
