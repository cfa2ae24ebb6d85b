import { createRequire } from "node:module";
import { relative, resolve } from "node:path";
import type * as TypeScript from "typescript";
import { PolledFiles } from "../typescript/polledFiles";
import type { Finding } from "../typescript/typeScriptError";
import { whileLocked } from "./buildLock";
import type { BuildOutcome, BuildRequest } from "./buildRequest";
import { writeIfChanged } from "./writeIfChanged";

type Compiler = typeof TypeScript;
type Builder = TypeScript.EmitAndSemanticDiagnosticsBuilderProgram;

/** A project that is built here, or why it cannot be. */
export class ProjectBuildError extends Error {
  override readonly name = "ProjectBuildError";
}

/**
 * Builds a project as its own `tsc` would, with its own compiler, options and build info, but only when nothing that the
 * cells use is wrong. What was read stays in memory, so a later build takes a fraction of the first one.
 */
export class ProjectBuild {
  readonly #typescript: Compiler;
  readonly #config: string;
  readonly #files: PolledFiles;
  readonly #watch: TypeScript.WatchOfConfigFile<Builder>;

  /**
   * @param config path of the tsconfig.json
   * @param afresh write everything, whatever the build info says is there
   * @throws {ProjectBuildError} there is no compiler that can be used from here
   */
  constructor(config: string, afresh = false) {
    this.#config = config;
    const typescript = (this.#typescript = loadTypeScript(config));
    this.#files = new PolledFiles(typescript);
    const system = Object.create(typescript.sys) as TypeScript.System;
    this.#files.attach(system);
    if (afresh) {
      system.readFile = (path, encoding) =>
        path.endsWith(".tsbuildinfo") ? undefined : typescript.sys.readFile(path, encoding);
    }
    const silent = (): void => undefined;
    const create = typescript.createEmitAndSemanticDiagnosticsBuilderProgram;
    const host = typescript.createWatchCompilerHost(config, {}, system, create, silent, silent);
    // nothing is written but by `build`
    host.afterProgramCreate = silent;
    this.#files.schedule(host);
    this.#watch = typescript.createWatchProgram(host);
  }

  build({ saved, loaded }: Omit<BuildRequest, "id">): BuildOutcome {
    return whileLocked(this.#config, () => {
      this.#files.poll();
      const program = this.#watch.getProgram();
      const findings = this.#check(program, loaded);
      if (findings.length > 0) return { kind: "refused", findings };
      const { emitSkipped, diagnostics } = program.emit(undefined, writeIfChanged);
      if (emitSkipped && !program.getCompilerOptions().noEmit) {
        return { kind: "refused", findings: diagnostics.map((diagnostic) => this.#toFinding(diagnostic)) };
      }
      const foreign = saved.filter(({ source, outputs }) => !this.#writes(program, source, outputs));
      return { kind: "built", foreign: foreign.map(({ source }) => source) };
    });
  }

  #check(program: Builder, loaded: readonly string[]): Finding[] {
    const relevant = this.#withImports(program, loaded);
    const found = [...program.getConfigFileParsingDiagnostics(), ...program.getOptionsDiagnostics()];
    for (const file of relevant) found.push(...program.getSyntacticDiagnostics(file));
    // with a syntax error the types say little, and its reader is in the middle of a change
    if (found.length === 0) {
      const isOther = (file: TypeScript.SourceFile): boolean => !relevant.has(file);
      while (program.getSemanticDiagnosticsOfNextAffectedFile(undefined, isOther) !== undefined);
      for (const file of relevant) found.push(...program.getSemanticDiagnostics(file));
    }
    const { Error: error } = this.#typescript.DiagnosticCategory;
    return found.filter(({ category }) => category === error).map((diagnostic) => this.#toFinding(diagnostic));
  }

  /** The files of the project that are loaded, and those that they import by now. */
  #withImports(program: Builder, loaded: readonly string[]): Set<TypeScript.SourceFile> {
    const relevant = new Set<TypeScript.SourceFile>();
    for (const path of loaded) {
      const root = program.getSourceFile(path);
      if (root === undefined || relevant.has(root)) continue;
      for (const name of program.getAllDependencies(root)) {
        const file = program.getSourceFile(name);
        if (file && !file.isDeclarationFile) relevant.add(file);
      }
    }
    return relevant;
  }

  /** Whether the compiler makes the loaded files from their source. */
  #writes(program: Builder, source: string, outputs: readonly string[]): boolean {
    const { sys, getOutputFileNames } = this.#typescript;
    // of one that was deleted, what was built last stays
    if (!sys.fileExists(source)) return true;
    const options = program.getCompilerOptions();
    if (!program.getSourceFile(source) || options.noEmit) return false;
    const fileNames = [...program.getProgram().getRootFileNames()];
    // one that is only imported has no name of its own in the configuration
    if (!fileNames.includes(source)) return true;
    const written = getOutputFileNames({ options, fileNames, errors: [] }, source, !sys.useCaseSensitiveFileNames);
    const paths = new Set(written.map((path) => resolve(path)));
    return outputs.every((output) => paths.has(output));
  }

  #toFinding({ file, start = 0, length = 1, messageText, code }: TypeScript.Diagnostic): Finding {
    const message = this.#typescript.flattenDiagnosticMessageText(messageText, "\n");
    const { line, character } = file?.getLineAndCharacterOfPosition(start) ?? { line: 0, character: 0 };
    const name = relative(process.cwd(), file?.fileName ?? this.#config);
    return { message, code, line: line + 1, column: character + 1, length, file: name };
  }
}

function loadTypeScript(config: string): Compiler {
  const load = createRequire(config);
  let typescript: Partial<Compiler>;
  try {
    typescript = load("typescript") as Partial<Compiler>;
  } catch {
    throw new ProjectBuildError(`no typescript is installed beside ${config}`);
  }
  if (typeof typescript.createWatchProgram !== "function") {
    throw new ProjectBuildError(`TypeScript ${typescript.version ?? "7 or later"} cannot be asked to build`);
  }
  return typescript as Compiler;
}
