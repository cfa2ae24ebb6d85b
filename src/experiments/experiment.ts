import type { Progress } from "../report/progress";

/** `quick` runs in CI, `standard` is the recorded one, `paper` is the paper's own size, for whoever has the machines. */
export type Profile = "quick" | "standard" | "paper";

/** What a claim came to. `notVisible`: this scale cannot show it, which is never a pass. */
export type Outcome = "holds" | "refuted" | "notVisible";

/** One inequality of a paper: it holds when `effect(metrics) > threshold`. */
export interface Claim<Metrics> {
  /** Row of the table of claims, for instance "S1". */
  id: string;
  /** The inequality in words. */
  statement: string;
  /** Fixed before the runs that it judges; unit: that of the effect. */
  threshold: number;
  /** The outcome on record. A run that comes out otherwise is an error, also where the record says "refuted". */
  expected: Outcome;
  effect(metrics: Metrics): number;
}

export interface RunOptions {
  /** Seed of the subset, the weights, the order and the augmentation. A whole number from 0. */
  seed: number;
  /** Stops the run within one training step. Default: the running cell's interrupt. */
  signal?: AbortSignal;
  /** Shows how far the run is. Default: a progress line. */
  progress?: Progress;
}

/** An experiment of a paper, which notebook, command line and tests call alike. */
export interface Experiment<Config, Metrics> {
  /** `<paper>/<name>`, for instance "simclr/framework". */
  id: string;
  /** Raised when the meaning of a run changes: rows of other revisions are not its own. */
  revision: number;
  paper: string;
  statement: string;
  profiles: Record<Profile, Config>;
  claims: readonly Claim<Metrics>[];
  run(config: Config, options: RunOptions): Promise<Metrics>;
}
