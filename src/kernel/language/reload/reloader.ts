import type { CellRun } from "../language";
import type { LoadModule } from "../typescript/cellModules";
import type { CellRequire } from "../typescript/cellRequire";
import type { CompiledFiles } from "../typescript/compileFiles";
import type { CellScope } from "../typescript/cellScope";
import { TypeScriptError } from "../typescript/typeScriptError";
import { autoreload } from "./autoreload";
import { BuiltProjects } from "./builtProjects";
import type { CellImports } from "./cellImports";
import { absent, fileState } from "./fileState";
import { LoadedModules } from "./loadedModules";
import { Packages } from "./packages";
import { ReloadError } from "./reloadError";
import { replaceModules } from "./replaceModules";
import * as say from "./reloadText";

export interface ReloadedCells {
  require: CellRequire;
  scope: CellScope;
  load: LoadModule;
  imports: CellImports;
  /** Compiles files beside the notebook that changed, and hands them to `require`; nothing is handed over on findings. */
  compile(sources: readonly string[]): CompiledFiles;
}

/** How often sources are looked at while no cell runs. */
const aheadMs = 1500;

/** Sees to it that a cell uses the files of the project, and those beside the notebook, as they were last saved. */
export class Reloader {
  readonly #cells: ReloadedCells;
  readonly #modules: LoadedModules;
  readonly #packages = new Packages();
  readonly #projects: BuiltProjects;
  /** Loaded files that are looked at before each cell; of the others the sources are. */
  readonly #plain = new Set<string>();
  /** Files beside the notebook that are compiled but do not run yet, since another one failed to load. */
  readonly #compiled = new Set<string>();
  readonly #running = new Set<CellRun>();
  readonly #tell: (line: string) => void;
  #ahead: NodeJS.Timeout | undefined;

  constructor(cells: ReloadedCells, tell: (line: string) => void) {
    this.#cells = cells;
    this.#tell = tell;
    this.#modules = new LoadedModules(cells.require.loaded);
    this.#projects = new BuiltProjects(this.#packages, tell);
  }

  /**
   * Runs a cell, after what was saved since the last one has taken the place of what is loaded.
   * @cost 2 to 3 µs a file when nothing was saved; modules that were loaded since the last time are read once
   * @throws {TypeScriptError} a saved file, or one that imports it, does not compile
   * @throws {ReloadError} a module does not load; in both cases all stays as it was
   */
  async run<T>(code: string, run: CellRun, body: () => Promise<T>): Promise<T> {
    this.#running.add(run);
    try {
      // the cell that turns it off must not be refused
      if (autoreload.on && !/\bjupyter\s*\.\s*autoreload\b/.test(code)) await this.#renew(run);
      return await body();
    } finally {
      this.#running.delete(run);
      // at once, so that nothing done to it from now on is missed
      this.#takeIn();
    }
  }

  close(): void {
    clearInterval(this.#ahead);
    this.#projects.close();
    this.#modules.close();
  }

  async #renew(run: CellRun): Promise<void> {
    const began = performance.now();
    this.#takeIn();
    const saved = this.#projects.saved();
    if (saved) for (const file of await this.#projects.build(run)) this.#plain.add(file);
    const changed = [...this.#changedBesideNotebook(run), ...this.#changedFiles(saved)];
    if (changed.length > 0) this.#reload(changed, began);
    this.#projects.seen();
  }

  #takeIn(): void {
    for (const file of this.#modules.found()) {
      if (!this.#projects.sources.add(file)) this.#plain.add(file);
      else this.#ahead ??= setInterval(() => this.#buildAhead(), aheadMs).unref();
    }
  }

  /** Readers save and then go to the notebook: by then the build is often done. */
  #buildAhead(): void {
    // one that was interrupted may never end
    const isQuiet = [...this.#running].every(({ signal }) => signal?.aborted);
    if (autoreload.on && isQuiet) this.#projects.buildAhead();
  }

  #changedFiles(saved: boolean): string[] {
    const candidates = saved ? this.#modules.watched() : this.#plain;
    const gone = (file: string): boolean => this.#projects.sources.builds(file) && fileState(file) === absent;
    return [...candidates].filter((file) => this.#modules.get(file) && this.#modules.changed(file) && !gone(file));
  }

  #changedBesideNotebook({ executionCount }: CellRun): Iterable<string> {
    const { require } = this.#cells;
    const sources = require.sources();
    const changed = sources.filter((one) => one.changed);
    if (changed.length > 0) {
      const gone = changed.filter(({ source }) => fileState(source) === absent);
      const there = sources.filter((one) => !gone.includes(one)).map(({ source }) => source);
      const compiled = this.#cells.compile(there);
      if (compiled.findings.length > 0) throw new TypeScriptError(compiled.findings, [], executionCount);
      for (const { path } of gone) require.forget(path);
      for (const path of [...compiled.changed, ...gone.map(({ path }) => path)]) this.#compiled.add(path);
    }
    return this.#compiled;
  }

  #reload(changed: readonly string[], began: number): void {
    const restart = changed.filter((file) => this.#needsRestart(file));
    for (const file of restart) {
      this.#modules.accept(file);
      this.#tell(say.restartNeeded(this.#nameOf(file)));
    }
    const first = changed.filter((file) => !restart.includes(file));
    const { files, kept } = this.#withImporters(first);
    if (files.size === 0) return;
    const names = first.map((file) => this.#nameOf(file));
    const stale = this.#replace(files, names);
    for (const file of first) this.#compiled.delete(file);
    const seconds = (performance.now() - began) / 1000;
    this.#tell(say.reloaded(names, files.size - first.length, seconds));
    for (const file of kept) this.#tell(say.keepsOld(this.#nameOf(file), names));
    if (stale.length > 0) this.#tell(say.stale(stale));
  }

  #replace(files: ReadonlySet<string>, names: readonly string[]): string[] {
    try {
      return replaceModules(files, { ...this.#cells, modules: this.#modules, nameOf: (file) => this.#nameOf(file) });
    } catch (cause) {
      throw new ReloadError(say.notLoaded(names), { cause });
    }
  }

  /** Modules with all that import them, and those of the importers that must not be loaded twice. */
  #withImporters(changed: readonly string[]): { files: Set<string>; kept: Set<string> } {
    const importers = this.#modules.importers();
    const files = new Set(changed);
    const kept = new Set<string>();
    for (const file of files) {
      const module = this.#modules.get(file);
      for (const importer of (module && importers.get(module)) ?? []) {
        if (!this.#modules.watches(importer)) continue;
        if (this.#needsRestart(importer)) kept.add(importer);
        else files.add(importer);
      }
    }
    return { files, kept };
  }

  #needsRestart(file: string): boolean {
    return this.#packages.of(file).needsRestart(file);
  }

  #nameOf(file: string): string {
    return this.#packages.nameOf(this.#cells.require.sourceOf(file) ?? this.#projects.sources.sourceOf(file) ?? file);
  }
}
