import type { CellRun } from "../language";
import { KernelInterrupted } from "../kernelInterrupted";
import { TypeScriptError } from "../typescript/typeScriptError";
import { BuildInfo } from "./buildInfo";
import type { BuildOutcome, BuildRequest } from "./buildRequest";
import { BuiltSources } from "./builtSources";
import { absent, fileState } from "./fileState";
import type { Packages } from "./packages";
import { ProjectBuilds } from "./projectBuilds";
import * as say from "./reloadText";

/** A build that takes longer is told of. */
const patienceMs = 2000;

/** Keeps what is loaded of TypeScript projects built. */
export class BuiltProjects {
  readonly sources = new BuiltSources();
  readonly #buildInfo = new BuildInfo();
  readonly #builds = new ProjectBuilds();
  readonly #packages: Packages;
  readonly #tell: (line: string) => void;
  #aheadOf = "";
  #saved = false;

  constructor(packages: Packages, tell: (line: string) => void) {
    this.#packages = packages;
    this.#tell = tell;
  }

  /** Whether a source was saved since `seen`, whoever built it. */
  saved(): boolean {
    return (this.#saved = this.sources.poll() || this.#saved);
  }

  /** All that was saved is built, and the outputs are looked at. */
  seen(): void {
    this.#saved = false;
  }

  /**
   * Builds what was saved since it was built.
   * @returns loaded files that somebody else has to build
   * @throws {TypeScriptError} a saved file, or one that imports it, does not compile; nothing was written
   */
  async build(run: CellRun): Promise<string[]> {
    const foreign: string[] = [];
    for (const [config, sources] of this.#unbuilt()) {
      const names = sources.map((source) => this.#packages.nameOf(source));
      const waiting = setTimeout(() => this.#tell(say.building(names)), patienceMs);
      const outcome = await this.#ask(config, sources);
      clearTimeout(waiting);
      if (run.signal?.aborted) throw new KernelInterrupted();
      if (outcome.kind === "refused") throw new TypeScriptError(outcome.findings, [], run.executionCount);
      const reason = outcome.kind === "failed" ? outcome.message : "its tsconfig.json does not say so";
      for (const source of outcome.kind === "failed" ? sources : outcome.foreign) {
        const outputs = [...this.sources.outputsOf(source)];
        // one that was added is nothing that anybody uses yet
        if (outputs.length > 0) this.#tell(say.notBuilt(this.#packages.nameOf(source), reason));
        foreign.push(...outputs);
      }
      this.sources.settle(sources);
    }
    return foreign;
  }

  /** Begins to build while no cell waits for it; what comes of it is seen by `build`. */
  buildAhead(): void {
    if (!this.saved()) return;
    const unbuilt = this.#unbuilt();
    const state = JSON.stringify([...unbuilt.values()].flat().map((source) => [source, fileState(source)]));
    if (state === this.#aheadOf) return;
    this.#aheadOf = state;
    for (const [config, sources] of unbuilt) void this.#ask(config, sources);
  }

  close(): void {
    this.#builds.close();
  }

  #ask(config: string | undefined, sources: readonly string[]): Promise<BuildOutcome> {
    if (config === undefined) return Promise.resolve({ kind: "failed", message: "it has no tsconfig.json" });
    const saved = sources.map((source) => ({ source, outputs: [...this.sources.outputsOf(source)] }));
    const request: Omit<BuildRequest, "id"> = {
      saved,
      loaded: this.sources.all(),
      afresh: this.sources.outputs().some((output) => fileState(output) === absent),
    };
    return this.#builds.build(config, request);
  }

  /** By tsconfig.json. */
  #unbuilt(): Map<string | undefined, string[]> {
    const byConfig = new Map<string | undefined, string[]>();
    for (const source of this.sources.unbuilt()) {
      const [output] = this.sources.outputsOf(source);
      if (output !== undefined && this.#buildInfo.isBuilt(source, output, this.#packages.of(source).root)) {
        this.sources.settle([source]);
        continue;
      }
      const config = this.#packages.configOf(source);
      byConfig.set(config, [...(byConfig.get(config) ?? []), source]);
    }
    return byConfig;
  }
}
