import type { RewrittenCell } from "./rewriteCell";
import type { ConverterDiagnostic } from "./tslabTypes";
import type { Finding } from "./typeScriptError";

/** The converter's diagnostics, in lines and columns of the cell as it was written; chained messages become one. */
export function toFindings(diagnostics: readonly ConverterDiagnostic[], cell: RewrittenCell, code: string): Finding[] {
  const findings: Finding[] = [];
  const all = diagnostics.map((diagnostic) => toFinding(diagnostic, cell, code));
  // what is wrong with a rewriting only is wrong with the cell too, and said there
  const own = all.filter(({ file, length }) => file !== undefined || length > 0);
  for (const finding of own.length > 0 ? own : all) {
    const last = findings.at(-1);
    if (last && last.line === finding.line && last.column === finding.column && last.file === finding.file) {
      last.message += `\n  ${finding.message}`;
    } else {
      findings.push(finding);
    }
  }
  return findings;
}

function toFinding(
  { start, end, messageText, code: number, fileName }: ConverterDiagnostic,
  cell: RewrittenCell,
  code: string,
): Finding {
  if (fileName !== undefined) {
    const length = end.line === start.line ? end.character - start.character : 1;
    return {
      message: messageText,
      code: number,
      line: start.line + 1,
      column: start.character + 1,
      length,
      file: fileName,
    };
  }
  const from = Math.min(cell.originalOffset(start.offset), code.length);
  const to = Math.max(from, Math.min(cell.originalOffset(end.offset), code.length));
  return { message: messageText, code: number, ...positionOf(code, from), length: to - from };
}

/** One-based line and column of an offset. */
export function positionOf(code: string, offset: number): { line: number; column: number } {
  const before = code.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
