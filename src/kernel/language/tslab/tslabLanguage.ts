import { Script } from "node:vm";
import type { CellRun, Language } from "../language";
import { ImportHooks, type RegisterImport } from "../reload/importHooks";
import { liveImports } from "../reload/liveImports";
import { Reloader } from "../reload/reloader";
import { callInterruptibly } from "./callInterruptibly";
import { CellRequire } from "./cellRequire";
import { CellScope } from "./cellScope";
import { CellSources } from "./cellSources";
import { type CompiledFiles, compileFiles } from "./compileFiles";
import { completeness } from "./completeness";
import { toCompletion } from "./completion";
import { toFindings } from "./findings";
import { toInspection } from "./inspection";
import { loadCompiler } from "./loadCompiler";
import { rewriteCell, type RewrittenCell } from "./rewriteCell";
import type { Converted } from "./tslabTypes";
import { TypeScriptError } from "./typeScriptError";

type CellFunction = (exports: object, require: (id: string) => unknown, imports: RegisterImport) => unknown;

/** Declares what `rewriteCell` writes. */
const rewritingTypes = "type __Imported<T> = T extends { default: unknown } ? T : T & { default: T };\n";
/** "Exported variable has or is using a name that cannot be named": a fault of the declarations, not of the cell. */
const unnameable = new Set([4023, 4025]);

/**
 * TypeScript in the working folder's cells: tslab's converter compiles them, everything else happens here.
 * Loading takes about a second and blocks.
 * @param globals text of a `.d.ts` file that declares what every cell can use without an import
 */
export function createTslabLanguage(globals = ""): Language {
  const { typescript, converter, isCompleteCode, refresh, lastMaps } = loadCompiler(rewritingTypes + globals);
  const scope = new CellScope();
  const sources = new CellSources();
  const modules = new CellRequire(process.cwd());
  const imports = new ImportHooks();
  const compile = (files: readonly string[]): CompiledFiles => {
    refresh();
    return compileFiles(converter, files, modules);
  };
  const reloader = new Reloader({ require: modules, scope, imports, compile }, (line) =>
    process.stderr.write(`${line}\n`),
  );
  let declarations = "";

  const convert = (code: string, executionCount: number): { converted: Converted; cell: RewrittenCell } => {
    refresh();
    let cell = rewriteCell(typescript, code);
    let converted = converter.convert(declarations, cell.code);
    const nameless = converted.diagnostics.filter(({ code: number }) => unnameable.has(number));
    if (nameless.length > 0) {
      const places = nameless.map(({ start }) => cell.originalOffset(start.offset));
      cell = rewriteCell(typescript, code, new Set(places));
      converted = converter.convert(declarations, cell.code);
    }
    if (converted.diagnostics.length > 0) {
      const findings = toFindings(converted.diagnostics, cell, code);
      throw new TypeScriptError(findings, code.split("\n"), executionCount);
    }
    return { converted, cell };
  };

  const execute = async (code: string, run: CellRun): Promise<unknown> => {
    const { executionCount } = run;
    await reloader.beforeCell(code, run);
    const { converted, cell } = convert(code, executionCount);
    modules.update(converted.sideOutputs ?? []);
    // before the run: what a cell declared until it failed or was stopped is there for the next one
    declarations = converted.declOutput ?? "";
    const { exports, value } = scope.open(converted.lastExpressionVar);
    const filename = sources.add({ executionCount, code, rewritten: cell, maps: lastMaps() });
    const head = cell.awaits ? "async function" : "function";
    const output = liveImports(typescript, converted.output ?? "");
    const body = new Script(`(${head} (exports, require, __imports) { "use strict";\n${output}\n})`, {
      filename,
      lineOffset: -1,
    }).runInThisContext() as CellFunction;
    try {
      await callInterruptibly(() => body(exports, modules.require, imports.register), run);
    } finally {
      reloader.afterCell();
    }
    return value();
  };

  return {
    execute,
    call: callInterruptibly,
    complete: (code, cursor) => toCompletion(converter.complete(declarations, code, cursor), code, cursor),
    inspect: (code, cursor) => {
      // behind the last letter of a name is still the name
      const info =
        converter.inspect(declarations, code, cursor) ??
        (cursor > 0 ? converter.inspect(declarations, code, cursor - 1) : undefined);
      return info && toInspection(info);
    },
    isComplete: (code) => completeness(typescript, isCompleteCode, code),
    locate: (frame) => sources.locate(frame),
    reset: () => {
      declarations = "";
      scope.clear();
      imports.clear();
    },
    close: () => {
      reloader.close();
      converter.close();
    },
  };
}
