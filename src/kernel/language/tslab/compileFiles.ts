import { relative, sep } from "node:path";
import type { CellRequire } from "./cellRequire";
import { toFindings } from "./findings";
import type { Converter } from "./tslabTypes";
import type { Finding } from "./typeScriptError";

export interface CompiledFiles {
  /** What is wrong with any of the files. */
  findings: Finding[];
  /** The files of `modules` whose code is another one than before; none when there are findings. */
  changed: string[];
}

/** Compiles files beside the notebook as if a cell had imported them, and hands those that changed to `modules`. */
export function compileFiles(converter: Converter, files: readonly string[], modules: CellRequire): CompiledFiles {
  const code = files.map((file) => `import ${JSON.stringify(specifier(file))};`).join("\n");
  const { diagnostics, sideOutputs = [] } = converter.convert("", code);
  if (diagnostics.length === 0) return { findings: [], changed: modules.update(sideOutputs) };
  const asWritten = { code, awaits: false, originalOffset: (offset: number) => offset };
  return { findings: toFindings(diagnostics, asWritten, code), changed: [] };
}

/** A file as a cell names it. */
function specifier(file: string): string {
  const path = relative(process.cwd(), file).replace(/\.[jt]sx?$/, "");
  return `./${path.split(sep).join("/")}`;
}
