import type { Job, Settings, Task } from "./job";

/** One way to do the work. */
export interface Contender {
  name: string;
  side: "ours" | "PyTorch";
  task: Task;
  mode: Job["mode"];
  settings: Settings;
  /** What a trial chooses from, see `tune`; the first value of each is the usual one. */
  axes: readonly (readonly Settings[])[];
  /** Steps of a measured block, and of a block of the trial. */
  steps: number;
  trialSteps: number;
  /** Floating point operations of a step, where they do not follow from the golden network. */
  flops?: number;
}

/**
 * What is measured of a contender.
 * time: ms a step, the contenders taking turns. rate: GFLOP/s, in the same way. first call: ms from before `compile` to the first
 * result, every time in a fresh process. memory: the most MiB that a fresh process held.
 */
export type Measure = "time" | "rate" | "first call" | "memory";

/** A number that sums up a work: a contender's value, or its ratio to the best of others. */
export interface Summary {
  label: string;
  of: string;
  /** Contenders, the best of which divides. */
  over?: readonly string[];
  /** What the project wants to reach. */
  target: { atLeast: number } | { atMost: number };
}

/** One line of the bench. */
export interface Work {
  /** For instance "simclr-step/16": what stands before the slash chooses all of that kind. */
  name: string;
  /** For the reader: what exactly is done. */
  title: string;
  golden: GoldenRequest;
  measure: Measure;
  contenders: readonly Contender[];
  summaries: readonly Summary[];
}

export type GoldenRequest = { kind: "simclr"; width: number } | { kind: "mine" };
