import type { Finding } from "../typescript/typeScriptError";

/** What the thread that builds a project is asked. Paths are absolute. */
export interface BuildRequest {
  id: number;
  /** Sources that were saved, deleted or added, each with the loaded files that were built from it. */
  saved: { source: string; outputs: string[] }[];
  /** The sources of all loaded modules: what is wrong with them, or with what they import, is wrong for the cells. */
  loaded: string[];
  /** Outputs are gone that were there: what the compiler remembers of having written them is wrong. */
  afresh?: boolean;
}

export type BuildOutcome =
  /** `foreign`: sources whose loaded output is not what this project's compiler writes. */
  | { kind: "built"; foreign: string[] }
  /** Nothing was written. */
  | { kind: "refused"; findings: Finding[] }
  /** This project cannot be built from here, and why. */
  | { kind: "failed"; message: string };

export interface BuildReply {
  id: number;
  outcome: BuildOutcome;
}

/** What the thread is given at its start. */
export interface BuildOptions {
  config: string;
}
