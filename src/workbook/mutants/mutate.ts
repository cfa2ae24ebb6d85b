import ts from "typescript";
import { type Mutant, sourceOf } from "./mutant";
import { MutantError } from "./mutantError";

/**
 * The source text of a mutant's file with its fault.
 * @throws MutantError `src/losses/ntXent.ts has "div(temperature)" 2 times; once is needed`
 */
export function mutate(source: string, mutant: Mutant): string {
  const times = source.split(mutant.from).length - 1;
  if (times !== 1)
    throw new MutantError(`${sourceOf(mutant)} has ${JSON.stringify(mutant.from)} ${times} times; once is needed`);
  // As a function: a replacement text may hold "$&".
  return source.replace(mutant.from, () => mutant.to);
}

/**
 * A source file as the build would have it, without the check of its types.
 * @throws MutantError when the text is no TypeScript
 */
export function transpile(text: string, mutant: Mutant): string {
  const { outputText, diagnostics = [] } = ts.transpileModule(text, {
    fileName: sourceOf(mutant),
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true },
  });
  if (diagnostics.length > 0) {
    const words = ts.flattenDiagnosticMessageText(diagnostics[0].messageText, " ");
    throw new MutantError(`${sourceOf(mutant)} does not compile with this fault: ${words}`);
  }
  return outputText;
}
