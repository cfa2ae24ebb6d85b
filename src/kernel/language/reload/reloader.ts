import type { CellRun } from "../language";
import { KernelInterrupted } from "../kernelInterrupted";
import type { CellRequire } from "../tslab/cellRequire";
import type { CompiledFiles } from "../tslab/compileFiles";
import type { CellScope } from "../tslab/cellScope";
import { TypeScriptError } from "../tslab/typeScriptError";
import { autoreload } from "./autoreload";
import { BuiltSources } from "./builtSources";
import { absent, fileState } from "./fileState";
import type { ImportHooks } from "./importHooks";
import { LoadedModules } from "./loadedModules";
import { Packages } from "./packages";
import { ProjectBuilds } from "./projectBuilds";
import { ReloadError } from "./reloadError";
import { replaceModules } from "./replaceModules";
import * as say from "./reloadText";

export interface ReloadedCells {
  require: CellRequire;
  scope: CellScope;
  imports: ImportHooks;
  /** Compiles files beside the notebook that changed, and hands them to `require`; nothing is handed over on findings. */
  compile(sources: readonly string[]): CompiledFiles;
}

/** Sees to it that a cell uses the files of the project, and those beside the notebook, as they were last saved. */
export class Reloader {
  readonly #cells: ReloadedCells;
  readonly #modules: LoadedModules;
  readonly #sources = new BuiltSources();
  readonly #packages = new Packages();
  readonly #builds = new ProjectBuilds();
  /** Loaded files that are looked at before each cell; of the others the sources are. */
  readonly #plain = new Set<string>();
  /** Files beside the notebook that are compiled but do not run yet, since another one failed to load. */
  readonly #compiled = new Set<string>();
  readonly #tell: (line: string) => void;

  constructor(cells: ReloadedCells, tell: (line: string) => void) {
    this.#cells = cells;
    this.#tell = tell;
    this.#modules = new LoadedModules(cells.require.loaded);
  }

  /**
   * Puts what was saved since the last cell in the place of what is loaded.
   * @cost 2 to 3 µs a file when nothing was saved; modules that were loaded since the last time are read once
   * @throws {TypeScriptError} a saved file, or one that imports it, does not compile
   * @throws {ReloadError} a module does not load; in both cases all stays as it was
   */
  async beforeCell(code: string, run: CellRun): Promise<void> {
    // the cell that turns it off must not be refused
    if (!autoreload.on || /\bjupyter\s*\.\s*autoreload\b/.test(code)) return;
    const began = performance.now();
    this.afterCell();
    const saved = this.#sources.poll();
    if (saved) await this.#build(run);
    const changed = [...this.#changedBesideNotebook(run), ...this.#changedFiles(saved)];
    if (changed.length > 0) this.#reload(changed, began);
  }

  /** Takes in what the cell loaded, so that nothing done to it from now on is missed. */
  afterCell(): void {
    for (const file of this.#modules.found()) if (!this.#sources.add(file)) this.#plain.add(file);
  }

  close(): void {
    this.#builds.close();
    this.#modules.close();
  }

  /** Brings what the compiler makes up to date with the sources. */
  async #build(run: CellRun): Promise<void> {
    const saved = this.#sources.unbuilt();
    const loaded = this.#sources.all();
    for (const [config, sources] of this.#byConfig(saved)) {
      const outcome =
        config === undefined ? undefined : await this.#builds.build(config, this.#request(sources, loaded));
      if (run.signal?.aborted) throw new KernelInterrupted();
      if (outcome?.kind === "refused") throw new TypeScriptError(outcome.findings, [], run.executionCount);
      const foreign = outcome?.kind === "built" ? outcome.foreign : sources;
      const reason = outcome?.kind === "failed" ? outcome.message : "its tsconfig.json does not say so";
      for (const source of foreign) this.#leaveToOthers(source, reason);
      this.#sources.settle(sources);
    }
  }

  #byConfig(sources: readonly string[]): Map<string | undefined, string[]> {
    const groups = new Map<string | undefined, string[]>();
    for (const source of sources) {
      const config = this.#packages.configOf(source);
      groups.set(config, [...(groups.get(config) ?? []), source]);
    }
    return groups;
  }

  #request(sources: string[], loaded: string[]): Parameters<ProjectBuilds["build"]>[1] {
    return { saved: sources.map((source) => ({ source, outputs: [...this.#sources.outputsOf(source)] })), loaded };
  }

  /** Somebody else has to build this source; its output is looked at from now on. */
  #leaveToOthers(source: string, reason: string): void {
    const outputs = [...this.#sources.outputsOf(source)];
    if (outputs.length === 0) return;
    for (const output of outputs) this.#plain.add(output);
    this.#tell(say.notBuilt(this.#packages.nameOf(source), reason));
  }

  #changedFiles(saved: boolean): string[] {
    const candidates = saved ? this.#modules.watched() : this.#plain;
    return [...candidates].filter((file) => this.#modules.changed(file) && this.#modules.get(file));
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
      return replaceModules(files, { modules: this.#modules, ...this.#cells });
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
    return this.#packages.nameOf(this.#cells.require.sourceOf(file) ?? this.#sources.sourceOf(file) ?? file);
  }
}
