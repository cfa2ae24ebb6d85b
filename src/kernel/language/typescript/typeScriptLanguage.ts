import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import type { CellRun, CellValue, Language } from "../language";
import { CellImports } from "../reload/cellImports";
import { Reloader } from "../reload/reloader";
import { callInterruptibly } from "./callInterruptibly";
import { CellModules, type LoadModule } from "./cellModules";
import { CellRequire } from "./cellRequire";
import { CellScope } from "./cellScope";
import { CellService } from "./cellService";
import { CellSources } from "./cellSources";
import { type CompiledCell, compileCell } from "./compileCell";
import { compileFiles } from "./compileFiles";
import { completeness } from "./completeness";
import { complete } from "./completion";
import { DeclarationChain } from "./declarationChain";
import { toFindings } from "./findings";
import { inspect } from "./inspection";
import { loadCompiler } from "./loadCompiler";
import { plainNames } from "./plainNames";
import { parameters } from "./scoping";
import { typeCheck } from "./typeCheck";
import { TypeScriptError } from "./typeScriptError";

type CellFunction = (
  variables: object,
  load: LoadModule,
  meta: object,
  require: (id: string) => unknown,
  folder: string,
  file: string,
) => unknown;

/** Declares what `rewriteCell` writes. */
const rewritingTypes = "type __Imported<T> = T extends { default: unknown } ? T : T & { default: T };\n";

/**
 * TypeScript in the working folder's cells.
 * Loading takes most of a second and blocks.
 * @param globals text of a `.d.ts` file that declares what every cell can use without an import
 */
export function createTypeScriptLanguage(globals = ""): Language {
  const { typescript, remember } = loadCompiler();
  const folder = process.cwd();
  const cells = new CellService(typescript, folder, rewritingTypes + globals);
  // reads the libraries' types; what the compiler is asked first takes longest
  compileCell(cells, "", { earlier: [], checked: true });
  remember();
  const chain = new DeclarationChain();
  const scope = new CellScope();
  const sources = new CellSources();
  const files = new CellRequire(folder);
  const modules = new CellModules(folder, files);
  const file = join(folder, "cell.ts");
  const meta = { url: pathToFileURL(file).href, dirname: dirname(file), filename: file };
  const held = new CellImports();
  const reloader = new Reloader(
    {
      require: files,
      load: modules.load,
      scope,
      imports: held,
      compile: (changed) => compileFiles(cells, changed, files),
    },
    (line) => process.stderr.write(`${line}\n`),
  );

  const compile = (code: string, executionCount: number): CompiledCell => {
    cells.refresh();
    const compiled = compileCell(cells, code, { earlier: chain.texts, checked: typeCheck.on });
    if ("code" in compiled) return compiled;
    const { diagnostics, rewritten } = compiled;
    const findings = toFindings(typescript, diagnostics, { path: cells.path, folder, code, rewritten });
    throw new TypeScriptError(findings, code.split("\n"), executionCount);
  };

  const runCell = async (code: string, run: CellRun): Promise<CellValue> => {
    const { executionCount } = run;
    const { code: body, map, rewritten, declarations, imports, files: changed } = compile(code, executionCount);
    files.update(changed);
    await modules.prepare(imports.map(({ module }) => module));
    const head = rewritten.awaits ? "async function" : "function";
    const names = [parameters.scope, parameters.load, parameters.meta, "require", "__dirname", "__filename"];
    const call = new Script(`(${head} (${names.join(", ")}) { "use strict";\n${body}\n})`, {
      filename: sources.add({ executionCount, code, rewritten, map }),
      lineOffset: -1,
    }).runInThisContext() as CellFunction;

    const values = declarations.filter(({ isValue }) => isValue).flatMap((declaration) => declaration.names);
    const before = scope.snapshot(values);
    // before the run: what a cell declared until it failed or was stopped is there for the next one
    const retract = chain.add(declarations);
    try {
      const result = await callInterruptibly(
        () => call(scope.variables, held.remembering(modules.load, imports), meta, files.require, folder, file),
        run,
      );
      return { value: (result as unknown[] | undefined)?.[0] };
    } catch (error) {
      // what it did not get to keeps the value, and the type, that it had
      retract(new Set(values.filter((name) => scope.isAsBefore(name, before))));
      throw plainNames(error);
    }
  };

  return {
    execute: (code, run) => reloader.run(code, run, () => runCell(code, run)),
    call: callInterruptibly,
    complete: (code, cursor) => complete(cells, chain.texts, code, cursor),
    inspect: (code, cursor) => inspect(cells, chain.texts, code, cursor),
    isComplete: (code) => completeness(typescript, code),
    locate: (frame) => sources.locate(frame),
    reset: () => {
      chain.clear();
      scope.clear();
      held.clear();
    },
    close: () => {
      reloader.close();
      cells.service.dispose();
    },
  };
}
