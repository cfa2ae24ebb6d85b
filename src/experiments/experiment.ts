import type { Curve, Row } from "../ledger/row";
import type { Judgement, Outcome } from "../ledger/verdict";
import type { Figure } from "../plots/figure";
import type { Progress } from "../report/progress";
import type { Checkpoint } from "../training/loop";
import type { Work } from "./work";

/** `quick` runs in CI, `standard` is the recorded one, `paper` is the paper's own size, for whoever has the machines. */
export type Profile = "quick" | "standard" | "paper";

/** The runs of a profile: every configuration with every seed. */
export interface Grid<Config> {
  /** Flat records. */
  configs: readonly Config[];
  seeds: readonly number[];
}

/** One row of the table of claims, or a part of it: several of the same id must all hold. */
export interface Claim<Config extends object, Metrics extends object> {
  /** Row of the table of claims, for instance "S1". */
  id: string;
  /** The inequality in words. */
  statement: string;
  /** What the paper reports, in its own numbers. */
  paperValue: string;
  /** Unit of the effect, for instance "points". */
  unit: string;
  /** The outcome on record at `standard`. Recorded runs that come out otherwise are an error, also where it is "refuted". */
  expected: Outcome;
  /** A statistic over the seeds of a whole grid. */
  judge: (rows: readonly Row<Config, Metrics>[]) => Judgement;
  /** What a live run at `quick` must show; absent where so small a run shows nothing. */
  live?: LiveCheck<Config, Metrics>;
}

/** An alarm: at least four standard deviations of calibration runs lie between its threshold and their mean. */
export interface LiveCheck<Config extends object, Metrics extends object> {
  /** What one seed of the grid shows, in the unit of the claim. */
  effect: (rows: readonly Row<Config, Metrics>[]) => number;
  /** Fixed before the runs that it judges. */
  threshold: number;
  /** "holds" when the effect is above the threshold, else "refuted". */
  expected: "holds" | "refuted";
}

export interface RunContext {
  /** Seed of the subset, the weights, the order and the augmentation. A whole number from 0. */
  seed: number;
  /** Stops the run within one training step. Default: the running cell's interrupt. */
  signal?: AbortSignal;
  /** Shows how far the run is. Default: a progress line. */
  progress?: Progress;
  /**
   * Where a training of the run, by name, is kept, so that a killed run goes on from there. Default: nowhere.
   * One file for each name; the run's configuration is part of the fingerprint.
   */
  checkpoint?: (training: string) => Checkpoint;
  /** Folder for TensorBoard's event files of the run; each of several trainings has one of its own within it. Default: none. */
  tensorBoard?: string;
}

/** What a run brings. */
export interface Measured<Metrics> {
  /** Finite numbers. */
  metrics: Metrics;
  /** Metrics along the training, at a few points each. */
  curve?: Record<string, Curve>;
  viewsPerSecond?: number;
}

/** An experiment of a paper, which notebook, command line, tests and scoreboard call alike. */
export interface Experiment<Config extends object, Metrics extends object> {
  /** `<paper>/<name>`, for instance "simclr/framework". */
  id: string;
  /** A whole number from 1, raised when the meaning of a run changes: rows of other revisions are not its own. */
  revision: number;
  /** Where the paper has it. */
  paper: string;
  statement: string;
  /** Which notebook shows it, for instance "simclr/01-framework". */
  notebook: string;
  profiles: Record<Profile, Grid<Config>>;
  claims: readonly Claim<Config, Metrics>[];
  /** What a run may lack, for instance what only one of several methods measures. Claims do without. Default: nothing. */
  optionalMetrics?: readonly (keyof Metrics & string)[];
  /** What one run computes, from which its time on a machine is estimated. */
  work(config: Config): Work;
  run(config: Config, context: RunContext): Promise<Measured<Metrics>>;
  /** The figure of the notebook, of the rows of one profile and whatever else a reader ran. */
  figure(rows: readonly Row<Config, Metrics>[]): Figure;
}
