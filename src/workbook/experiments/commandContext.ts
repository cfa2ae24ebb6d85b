import type { AnyExperiment } from "../../experiments/registry";
import type { EstimateRuns } from "./estimateRuns";

/** What the commands on experiments need of the command line around them. */
export interface CommandContext {
  /** Folder that has `data/results`. */
  root: string;
  /** Words as they were typed, for the command that goes on. */
  args: readonly string[];
  /** Sets up what is missing: experiments need the engine and the data. */
  prepare: () => Promise<void>;
  /** Takes the exit status. */
  finish: (status: number) => void;
  /** The experiments. The registry opens the engine and so is loaded when it is needed. */
  load: () => Promise<readonly AnyExperiment[]>;
  /** How long runs take on this machine, for instance `estimateGrid`, which is loaded when it is needed. */
  estimate: EstimateRuns;
  /** The script that runs experiments, in a process of its own: what `runProcess` is to the registry. */
  script?: string;
}

/** Characters in a line of what is printed. */
export function outputWidth(env: NodeJS.ProcessEnv = process.env): number {
  const { columns } = process.stdout as { columns?: number };
  return columns ?? (Number(env.COLUMNS) || 100);
}
