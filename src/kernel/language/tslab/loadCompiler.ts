import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type * as TypeScript from "typescript";
import { interruptChecks } from "./interruptChecks";
import { PolledFiles } from "./polledFiles";
import type { Compiler, Converter, ConverterModule } from "./tslabTypes";

export interface CellCompiler {
  typescript: Compiler;
  converter: Converter;
  isCompleteCode: ConverterModule["isCompleteCode"];
  /** Tells the compiler which files changed; call it before a cell is compiled. */
  refresh: () => void;
  /** Source maps of the last conversion, from what runs to what was written: first the later step. */
  lastMaps: () => string[];
}

type CreateHost = (
  roots: string[],
  options: TypeScript.CompilerOptions,
  system: TypeScript.System,
  ...rest: unknown[]
) => Parameters<PolledFiles["schedule"]>[0];

const inlineMap = /\n\/\/# sourceMappingURL=data:application\/json;base64,([\w+/=]+)\s*$/;

/**
 * Loads tslab's converter with a compiler that does more than tslab asks of it: it makes source maps, inserts
 * interrupt checks, finds `@types/node` wherever npm put it, and knows the globals of a cell.
 * @param globals text of a `.d.ts` file that declares what every cell can use without an import
 */
export function loadCompiler(globals: string): CellCompiler {
  const tslab = createRequire(require.resolve("tslab/dist/converter.js"));
  const compilerPath = tslab.resolve("@tslab/typescript-for-tslab");
  const typescript = tslab(compilerPath) as Compiler;
  const globalsPath = join(process.cwd(), "__cell_globals__.d.ts");
  const files = new PolledFiles(typescript);
  const system = Object.create(typescript.sys) as TypeScript.System;
  files.attach(system);
  let maps: string[] = [];

  const createWatchCompilerHost: CreateHost = (roots, options, tslabSystem, ...rest) => {
    addFile(tslabSystem, globalsPath, globals);
    const ours: TypeScript.CompilerOptions = {
      ...options,
      inlineSourceMap: true,
      typeRoots: [nodeTypesRoot(tslab)],
      types: ["node"],
    };
    const create = typescript.createWatchCompilerHost as unknown as CreateHost;
    const host = create([...roots, globalsPath], ours, tslabSystem, ...rest);
    files.schedule(host);
    return host;
  };
  const transpileModule: Compiler["transpileModule"] = (code, options) => {
    const inline = inlineMap.exec(code);
    const compilerOptions = { ...options.compilerOptions, sourceMap: true };
    const transformers = { before: [interruptChecks(typescript)] };
    const source = code.slice(0, inline?.index);
    const result = typescript.transpileModule(source, { ...options, compilerOptions, transformers });
    maps = [result.sourceMapText ?? "", Buffer.from(inline?.[1] ?? "", "base64").toString("utf8")];
    return { ...result, outputText: result.outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n") };
  };

  // tslab's converter takes the compiler from the module cache: for the time of its loading, ours lies there
  const cached = tslab.cache[compilerPath];
  if (cached) cached.exports = { ...typescript, sys: system, createWatchCompilerHost, transpileModule };
  const converterPath = tslab.resolve("./converter.js");
  delete tslab.cache[converterPath];
  const { createConverter, isCompleteCode } = tslab(converterPath) as ConverterModule;
  if (cached) cached.exports = typescript;
  return {
    typescript,
    converter: createConverter(),
    isCompleteCode,
    refresh: () => files.poll(),
    lastMaps: () => maps,
  };
}

function nodeTypesRoot(tslab: NodeJS.Require): string {
  const find = (from: NodeJS.Require): string => dirname(dirname(from.resolve("@types/node/package.json")));
  try {
    return find(require);
  } catch {
    return find(tslab);
  }
}

/** Lets the compiler see a file that is not on the disk. */
function addFile(system: TypeScript.System, path: string, text: string): void {
  const readFile = system.readFile.bind(system);
  const fileExists = system.fileExists.bind(system);
  system.readFile = (file, encoding) => (file === path ? text : readFile(file, encoding));
  system.fileExists = (file) => file === path || fileExists(file);
}
