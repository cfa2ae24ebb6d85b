import type * as TypeScript from "typescript";
import type { Completeness } from "../language";
import type { Compiler, ConverterModule } from "./tslabTypes";

/** A template literal or a comment that the end of the code cut off. */
const unterminated = new Set([1160, 1010]);

/** Complete, waiting for more, or beyond repair: what a console does on Enter. */
export function completeness(
  typescript: Compiler,
  isCompleteCode: ConverterModule["isCompleteCode"],
  code: string,
): Completeness {
  const { completed, indent = "" } = isCompleteCode(code);
  if (!completed) return { status: "incomplete", indent };
  const file = typescript.createSourceFile("cell.ts", code, typescript.ScriptTarget.ES2022);
  const { parseDiagnostics = [] } = file as unknown as { parseDiagnostics?: TypeScript.Diagnostic[] };
  if (parseDiagnostics.length === 0) return { status: "complete" };
  return parseDiagnostics.some(({ code: number }) => unterminated.has(number))
    ? { status: "incomplete", indent: "" }
    : { status: "invalid" };
}
