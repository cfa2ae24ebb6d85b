import { relative } from "node:path";
import type * as TypeScript from "typescript";
import type { Compiler } from "./compiler";
import type { RewrittenCell } from "./rewriteCell";
import type { Finding } from "./typeScriptError";

/** A cell, as it was written and as the compiler saw it. */
interface Seen {
  path: string;
  folder: string;
  code: string;
  rewritten: RewrittenCell;
}

/** The compiler's diagnostics, in lines and columns of what was written. */
export function toFindings(
  typescript: Compiler,
  diagnostics: readonly TypeScript.Diagnostic[],
  { path, folder, code, rewritten }: Seen,
): Finding[] {
  const findings = diagnostics.map(({ file, start = 0, length = 0, messageText, code: number }): Finding => {
    const message = typescript.flattenDiagnosticMessageText(messageText, "\n");
    if (file && file.fileName !== path) {
      const { line, character } = file.getLineAndCharacterOfPosition(start);
      return {
        message,
        code: number,
        line: line + 1,
        column: character + 1,
        length,
        file: relative(folder, file.fileName),
      };
    }
    const from = Math.min(rewritten.originalOffset(start), code.length);
    const to = Math.max(from, Math.min(rewritten.originalOffset(start + length), code.length));
    return { message, code: number, ...positionOf(code, from), length: to - from };
  });
  // what is wrong with a rewriting only is wrong with the cell too, and said there
  const own = findings.filter(({ file, length }) => file !== undefined || length > 0);
  return own.length > 0 ? own : findings;
}

/** One-based line and column of an offset. */
export function positionOf(code: string, offset: number): { line: number; column: number } {
  const before = code.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
