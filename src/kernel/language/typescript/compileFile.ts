import type * as TypeScript from "typescript";
import type { Compiler } from "./compiler";
import { interruptChecks } from "./interruptChecks";

/** A TypeScript file beside the notebook as CommonJS. */
export interface CompiledFile {
  /** Where the compiled file would lie beside its source. */
  path: string;
  data: string;
}

const compiled = new WeakMap<TypeScript.SourceFile, CompiledFile>();

/** Compiles a file; once for each state of it. */
export function compileFile(typescript: Compiler, file: TypeScript.SourceFile): CompiledFile {
  const known = compiled.get(file);
  if (known) return known;
  const { outputText: data } = typescript.transpileModule(file.text, {
    fileName: file.fileName,
    compilerOptions: {
      target: typescript.ScriptTarget.ES2022,
      module: typescript.ModuleKind.CommonJS,
      esModuleInterop: true,
      inlineSourceMap: true,
    },
    transformers: { after: [interruptChecks(typescript)] },
  });
  const made = { path: file.fileName.replace(/tsx?$/, "js"), data };
  compiled.set(file, made);
  return made;
}
