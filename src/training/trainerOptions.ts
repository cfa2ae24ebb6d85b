import type { tf } from "../engine/tf";
import type { Schedule } from "../optimizers/schedules";
import type { Progress } from "../report/progress";
import type { Checkpoint } from "./loop";
import type { TensorBoard } from "./tensorBoard/trainingEvents";

/** What every training on the images of a data set is told, beside the models. */
export interface TrainerOptions {
  /** Passes over the data, a whole number from 1. */
  epochs: number;
  /** N: images of a step, from 1 to the size of the data set. Those that do not fill a last batch wait for another epoch. */
  batchSize: number;
  /** A schedule, or the highest value of a cosine without warmup. */
  learningRate: Schedule | number;
  /**
   * Used and left alive, so that its settings are its maker's. Of one that trained other weights before, tfjs takes the momentum
   * over by position: each model needs an optimizer of its own. Default: one of the training's own.
   */
  optimizer?: tf.Optimizer;
  /**
   * λ: adds λ/2 ‖w‖² to the loss for every weight but biases and batch norm, see `l2Penalty`. Other placements are optimizers:
   * `lars`, `withWeightDecay`. At least 0.
   */
  weightDecay?: number;
  /** Seed of the order and of the augmentation, a whole number from 0. */
  seed: number;
  /**
   * Whether a step runs as one TensorFlow function, see `compile`. Default true; false runs it op by op, so that a loss or an
   * augmentation under edit may read values.
   */
  compiled?: boolean;
  /** Keeps the run in a file, from which it goes on when it is started again. Default: nowhere. */
  checkpoint?: Checkpoint;
  /** Folder of event files for TensorBoard, see `TrainingLoopOptions`. Default: none. */
  tensorBoard?: string | TensorBoard;
  /** Hears of every step. */
  onStep?: (step: TrainingStep) => void;
  /** Stops training within one step. Default: the running cell's interrupt. */
  signal?: AbortSignal;
  /** Default: a progress line. */
  progress?: Progress;
}

export interface TrainingStep {
  /** From 0. */
  step: number;
  epoch: number;
  loss: number;
  learningRate: number;
}
