import { CellReport } from "../cellReport";

/** One thing that the compiler has against a cell. Line and columns are one-based, in the code as written. */
export interface Finding {
  message: string;
  code: number;
  line: number;
  column: number;
  /** Length of the place on its line. */
  length: number;
  /** A file that the cell imports; undefined for the cell itself. */
  file?: string;
}

/** A cell that does not type-check or parse; nothing of it was run. */
export class TypeScriptError extends CellReport {
  override readonly name = "TypeScriptError";
  readonly lines: readonly string[];

  constructor(
    readonly findings: readonly Finding[],
    source: readonly string[],
    executionCount: number,
  ) {
    const [first] = findings;
    super(first ? `${place(first, executionCount)}: ${first.message} (TS${first.code})` : "the cell does not compile");
    // the message already says what and where the first one is
    this.lines = findings.flatMap((finding) => report(finding, source, executionCount)).slice(1);
  }
}

function place({ file, line, column }: Finding, executionCount: number): string {
  return `${file ?? `Cell [${executionCount}]`}, line ${line}:${column}`;
}

function report(finding: Finding, source: readonly string[], executionCount: number): string[] {
  const text = `${place(finding, executionCount)}: ${finding.message} (TS${finding.code})`;
  const line = finding.file === undefined ? source[finding.line - 1] : undefined;
  if (line === undefined) return [text];
  const number = String(finding.line).padStart(5);
  // a tab stays a tab under the line, or the caret would miss its place
  const indent = line.slice(0, finding.column - 1).replace(/[^\t]/g, " ");
  const carets = "^".repeat(Math.max(1, Math.min(finding.length, line.length - finding.column + 1)));
  return [text, `${number} | ${line}`, `${" ".repeat(number.length)} | ${indent}${carets}`];
}
