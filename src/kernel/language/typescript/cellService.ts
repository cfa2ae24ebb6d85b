import { join } from "node:path";
import type * as TypeScript from "typescript";
import type { BoundFile, Compiler } from "./compiler";
import { compilerOptions } from "./compilerOptions";
import { maxDeclarationFiles } from "./declarationChain";
import { SourceFiles } from "./sourceFiles";

/** A cell as the compiler sees it. */
export interface CellProgram {
  program: TypeScript.Program;
  file: BoundFile;
  checker: TypeScript.TypeChecker;
  /** What the cell's top level finds under a name, in the cell or in those before it. */
  variable: (name: string) => TypeScript.Symbol | undefined;
}

/** What the compiler asks but its types leave out. */
interface Invalidation {
  /** Whether what a file imports must be looked for again. */
  hasInvalidatedResolutions(path: string): boolean;
}

/** The compiler's language service for one cell at a time, behind the declarations of those before it. */
export class CellService {
  readonly path: string;
  readonly files: SourceFiles;
  readonly service: TypeScript.LanguageService;
  readonly #declarationPaths: readonly string[];
  #looksAgain = false;

  /**
   * @param folder where the cells stand
   * @param globals text of a `.d.ts` file that declares what every cell can use without an import
   */
  constructor(
    readonly typescript: Compiler,
    readonly folder: string,
    globals: string,
  ) {
    const inFolder = (name: string): string => join(folder, name);
    this.path = inFolder("__cell__.ts");
    // always the same number of files: one more would make the compiler look for all imports of all files again
    this.#declarationPaths = Array.from({ length: maxDeclarationFiles }, (_, n) => inFolder(`__cells_${n}__.d.ts`));
    this.files = new SourceFiles(typescript);
    this.files.set(this.path, "export {};");
    for (const path of this.#declarationPaths) this.files.set(path, "export {};");
    const globalsPath = inFolder("__cell_globals__.d.ts");
    this.files.set(globalsPath, globals);
    const roots = [globalsPath, ...this.#declarationPaths, this.path];
    this.service = typescript.createLanguageService(
      this.#host(roots, compilerOptions(typescript, folder)),
      typescript.createDocumentRegistry(true, folder, jsDocParsingMode(typescript)),
    );
  }

  /** Takes notice of files that changed on the disk. */
  refresh(): void {
    this.files.refresh();
    this.files.touch(this.path);
    this.#looksAgain = true;
  }

  /** Puts a cell before the compiler. */
  open(code: string, declarations: readonly string[]): CellProgram {
    this.files.set(this.path, code);
    this.#declarationPaths.forEach((path, at) => this.files.set(path, declarations[at] ?? "export {};"));
    const program = this.service.getProgram();
    const file: BoundFile | undefined = program?.getSourceFile(this.path);
    if (!program || !file) throw new Error(`the compiler has no program for ${this.path}`);
    this.#looksAgain = false;
    // the scope around a cell is the file before it
    const before = this.#declarationPaths
      .slice(0, declarations.length)
      .map((path) => program.getSourceFile(path))
      .filter((found): found is BoundFile => found !== undefined);
    const chain: BoundFile[] = [file, ...before.reverse()];
    chain.forEach((link, at) => Object.assign(link, { parent: chain[at + 1] }));
    const variable = (name: string): TypeScript.Symbol | undefined => {
      const key = this.typescript.escapeLeadingUnderscores(name);
      return chain.find(({ locals }) => locals?.has(key))?.locals?.get(key);
    };
    return { program, file, checker: program.getTypeChecker(), variable };
  }

  #host(roots: string[], options: TypeScript.CompilerOptions): TypeScript.LanguageServiceHost {
    const { files, folder } = this;
    const { sys } = this.typescript;
    const host: TypeScript.LanguageServiceHost & Invalidation = {
      jsDocParsingMode: jsDocParsingMode(this.typescript),
      getScriptFileNames: () => roots,
      getScriptVersion: (path) => files.version(path),
      getScriptSnapshot: (path) => files.snapshot(path),
      getCurrentDirectory: () => folder,
      getCompilationSettings: () => options,
      getDefaultLibFileName: (settings) => this.typescript.getDefaultLibFilePath(settings),
      fileExists: (path) => files.exists(path),
      readFile: (path) => files.read(path),
      readDirectory: (...given) => sys.readDirectory(...given),
      directoryExists: (path) => sys.directoryExists(path),
      getDirectories: (path) => sys.getDirectories(path),
      realpath: (path) => sys.realpath?.(path) ?? path,
      useCaseSensitiveFileNames: () => sys.useCaseSensitiveFileNames,
      // of a file beside the notebook: what it imports may have appeared
      hasInvalidatedResolutions: (path) =>
        this.#looksAgain && !path.includes("/node_modules/") && !path.endsWith(".d.ts"),
    };
    return host;
  }
}

/** Documentation is a third of what there is to parse, and seldom asked for: `documentationAt` reads it then. */
function jsDocParsingMode(typescript: Compiler): TypeScript.JSDocParsingMode {
  return typescript.JSDocParsingMode.ParseNone;
}
