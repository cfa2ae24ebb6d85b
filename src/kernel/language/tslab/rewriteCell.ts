import type * as TypeScript from "typescript";
import type { Compiler } from "./tslabTypes";

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

/**
 * Rewrites what tslab's converter would get wrong; nothing changes for the reader, and no line moves.
 * - `{ x }` with an `x` of an earlier cell loses its variable: becomes `{ x: x }`
 * - `export function f`, as pasted from a file, would be declared twice: the `export` becomes blanks
 * - `const m = await import("m")` has no type that a declaration could name: the type is written down
 * @param untyped offsets in variable declarations for which the compiler could not write a type: they become `any`
 */
export function rewriteCell(
  typescript: Compiler,
  code: string,
  untyped: ReadonlySet<number> = new Set(),
): RewrittenCell {
  const file = typescript.createSourceFile("cell.ts", modulePrefix + code, typescript.ScriptTarget.ES2022, true);
  const insertions: Insertion[] = [];
  const insert = (node: TypeScript.Node, text: string): void => {
    insertions.push({ at: node.getEnd() - modulePrefix.length, text });
  };
  let awaits = false;

  const visit = (node: TypeScript.Node, topLevel: boolean): void => {
    if (typescript.isShorthandPropertyAssignment(node)) insert(node.name, `: ${node.name.text}`);
    awaits ||= topLevel && (typescript.isAwaitExpression(node) || isForAwait(typescript, node));
    const inner = topLevel && !typescript.isFunctionLike(node);
    typescript.forEachChild(node, (child) => visit(child, inner));
  };
  visit(file, true);
  let unexported = code;
  for (const statement of file.statements) {
    for (const { start, end } of exportModifiers(typescript, statement)) {
      const [from, to] = [start - modulePrefix.length, end - modulePrefix.length];
      unexported = unexported.slice(0, from) + " ".repeat(to - from) + unexported.slice(to);
    }
    if (!typescript.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      const { pos, end } = declaration.name;
      const module = importedModule(typescript, declaration);
      if ([...untyped].some((at) => pos <= at + modulePrefix.length && at + modulePrefix.length < end)) {
        insert(declaration.name, ": any");
      } else if (module !== undefined) insert(declaration.name, `: __Imported<typeof import(${module})>`);
    }
  }
  return { ...apply(unexported, insertions), awaits };
}

/** Where `export`, and with it `default`, stands before a declaration that has a name. */
function exportModifiers(typescript: Compiler, node: TypeScript.Statement): { start: number; end: number }[] {
  if (!typescript.canHaveModifiers(node)) return [];
  const nameless = "name" in node ? node.name === undefined : !typescript.isVariableStatement(node);
  const { ExportKeyword, DefaultKeyword } = typescript.SyntaxKind;
  return (nameless ? [] : (node.modifiers ?? []))
    .filter(({ kind }) => kind === ExportKeyword || kind === DefaultKeyword)
    .map((modifier) => ({ start: modifier.getStart(), end: modifier.getEnd() }));
}

function isForAwait(typescript: Compiler, node: TypeScript.Node): boolean {
  return typescript.isForOfStatement(node) && node.awaitModifier !== undefined;
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
