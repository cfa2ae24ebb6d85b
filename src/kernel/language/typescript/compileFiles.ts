import { relative, sep } from "node:path";
import type { CellRequire } from "./cellRequire";
import type { CellService } from "./cellService";
import { diagnose } from "./compileCell";
import { compileFile } from "./compileFile";
import { toFindings } from "./findings";
import { ownFiles } from "./ownFiles";
import type { Finding } from "./typeScriptError";

export interface CompiledFiles {
  /** What is wrong with any of the files. */
  findings: Finding[];
  /** The files of `modules` whose code is another one than before; none when there are findings. */
  changed: string[];
}

/** Compiles files beside the notebook as if a cell had imported them, and hands those that changed to `modules`. */
export function compileFiles(cells: CellService, files: readonly string[], modules: CellRequire): CompiledFiles {
  cells.refresh();
  const { path, folder, typescript } = cells;
  const code = files.map((file) => `import ${JSON.stringify(specifier(folder, file))};`).join("\n");
  const opened = cells.open(`${code}\nexport {};`, []);
  const own = ownFiles(opened);
  const diagnostics = [opened.file, ...own].flatMap((file) => diagnose(opened.program, file, true));
  if (diagnostics.length === 0) {
    return { findings: [], changed: modules.update(own.map((file) => compileFile(typescript, file))) };
  }
  const rewritten = { code, awaits: false, originalOffset: (offset: number) => offset };
  return { findings: toFindings(typescript, diagnostics, { path, folder, code, rewritten }), changed: [] };
}

/** A file as a cell names it. */
function specifier(folder: string, file: string): string {
  const path = relative(folder, file).replace(/\.[jt]sx?$/, "");
  return `./${path.split(sep).join("/")}`;
}
