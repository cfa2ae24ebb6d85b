import type * as TypeScript from "typescript";
import type { Completeness } from "../language";
import type { Compiler } from "./compiler";

/** A template literal or a comment that the end of the code cut off. */
const unterminated = new Set([1160, 1010]);
/** Two empty lines: whoever types them wants an answer. */
const insists = /(^|\n)[^\S\n]*\n\s*$/;
const indentUnit = "  ";

/** Complete, waiting for more, or beyond repair: what a console does on Enter. */
export function completeness(typescript: Compiler, code: string): Completeness {
  const file = typescript.createSourceFile("cell.ts", `${code}\nexport {}`, typescript.ScriptTarget.ES2022);
  const bare = typescript.createSourceFile("cell.ts", code, typescript.ScriptTarget.ES2022);
  const errors = parseErrors(file);
  if (errors.length === 0) return { status: "complete" };
  if (insists.test(code)) return { status: "invalid" };
  const end = code.trimEnd().length;
  const isOpen = parseErrors(bare).some(({ start, code: number }) => start >= end || unterminated.has(number));
  return isOpen ? { status: "incomplete", indent: nextIndent(code) } : { status: "invalid" };
}

function parseErrors(file: TypeScript.SourceFile): TypeScript.DiagnosticWithLocation[] {
  return (file as unknown as { parseDiagnostics?: TypeScript.DiagnosticWithLocation[] }).parseDiagnostics ?? [];
}

function nextIndent(code: string): string {
  const line = code.trimEnd().split("\n").at(-1) ?? "";
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  return /(?:[{([]|=>)$/.test(line) ? indent + indentUnit : indent;
}
