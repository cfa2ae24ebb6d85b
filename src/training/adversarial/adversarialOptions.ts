import type { Dataset } from "../../data/dataset";
import type { tf } from "../../engine/tf";
import type { Schedule } from "../../optimizers/schedules";
import type { Key } from "../../random/key";
import type { Progress } from "../../report/progress";
import type { Evaluation } from "../checkpoint";
import type { Checkpoint } from "../loop";
import type { TensorBoard } from "../tensorBoard/trainingEvents";
import type { Critic } from "./critic";

/** What can be drawn from without end, also inside a compiled step: a `Mixture`, for instance. */
export interface Sampler {
  name: string;
  /** Float32 `[size, ...]`. */
  sample(key: Key, size: number): tf.Tensor;
}

/** The mutual information term of an adversarial game. */
export interface MineOptions {
  /**
   * T, trained in place: a model from `[x, code]` to scores `[N, 1]`, or a `statisticsNetwork`, which sees examples as rows of numbers
   * and may have noise.
   */
  statistics: tf.LayersModel | Critic;
  /** β: the term's weight, at least 0. Default 1. */
  beta?: number;
  /** a: share of the newest batch in the moving average that corrects the gradient of T, see `movingAverageDonskerVaradhan`. Default 0.01. */
  averageRate?: number;
  /** Whether the term's gradient is made no longer than that of the game, see `adaptiveClipping`. Default true. */
  clipped?: boolean;
}

/** What every adversarial training is told, beside the models. */
export interface AdversarialOptions {
  /** What to imitate: images, of which the models see pixels in [0, 1], or points that are drawn anew in every step. */
  data: Dataset | Sampler;
  /** N: examples of a step, a whole number from 1; with MINE from 2. */
  batchSize: number;
  /** A whole number from 1. In each, every player makes one update. */
  steps: number;
  /** Of all players: a schedule, or the same rate in all steps. Default 0.0002, as in DCGAN. */
  learningRate?: Schedule | number;
  /** Used and left alive. Default Adam with β₁ 0.5 for each player, as in DCGAN; disposed of at the end. */
  optimizers?: Partial<Record<Player, tf.Optimizer>>;
  /** Target of true examples is 1 less this, in [0, 1). Default 0. */
  labelSmoothing?: number;
  /** Seed of all that is drawn and of the order of images, a whole number from 0. */
  seed: number;
  /**
   * Whether a step, with the updates of all players, runs as one TensorFlow function, see `compile`. Default true; false runs it
   * op by op.
   */
  compiled?: boolean;
  /** Metrics after every so many steps, and after the last: modes found, for instance. */
  evaluate?: { every: number; run: (steps: number) => Record<string, number> | Promise<Record<string, number>> };
  /** Keeps the run in a file, from which it goes on when it is started again. Default: nowhere. */
  checkpoint?: Checkpoint;
  /** Folder of event files for TensorBoard, see `TrainingLoopOptions`. Default: none. */
  tensorBoard?: string | TensorBoard;
  /** Hears of every step. */
  onStep?: (step: AdversarialStep) => void;
  /** Stops training within one step. Default: the running cell's interrupt. */
  signal?: AbortSignal;
  /** Default: a progress line. */
  progress?: Progress;
}

/** Who makes updates; in a bi-directional GAN the generator is encoder and decoder together. */
export type Player = "generator" | "discriminator" | "statistics";

export interface AdversarialMetrics {
  /** Mean of the discriminator's cross-entropies on true and on generated examples, summed; in nats, before its update. log 4 when it cannot tell. */
  discriminatorLoss: number;
  /** The generator's loss without the term of information, after the discriminator's update. */
  generatorLoss: number;
  /** Donsker-Varadhan value of the batch, before the update of T, in nats. Only with MINE, as those below. */
  miNats?: number;
  /** Length of the game's gradient, of those variables that the information depends on too. */
  gameGradient?: number;
  /** Length of the gradient of -β I, before it is clipped. */
  informationGradient?: number;
}

export interface AdversarialStep extends AdversarialMetrics {
  /** From 0. */
  step: number;
  learningRate: number;
}

export interface AdversarialHistory {
  /** Every metric of every step; empty where there is no MINE. */
  discriminatorLosses: number[];
  generatorLosses: number[];
  miNats: number[];
  gameGradients: number[];
  informationGradients: number[];
  evaluations: Evaluation[];
  seconds: number;
}
