import type { Pairs, PairSampler } from "../../data/samplers/pairSampler";
import type { tf } from "../../engine/tf";
import type { StatisticsNetwork } from "../../models/statisticsNetwork";
import type { Schedule } from "../../optimizers/schedules";
import type { Progress } from "../../report/progress";
import type { Checkpoint } from "../loop";
import type { TensorBoard } from "../tensorBoard/trainingEvents";
import type { Caution } from "./cautions";
import type { EstimatedBound } from "./objective";
import type { PartedPairs } from "./pairSource";

/** Of `estimateMI`. Those of `estimate`, for numbers of one's own, are `EstimationOptions`. */
export interface EstimateOptions {
  /**
   * Draws fresh pairs at every step; or a fixed sample, x and z `[N, D]`, of which two parts are held out; or its three parts, where
   * they should not be parted at random: by the year, by the patient.
   */
  pairs: PairSampler | Pairs | PartedPairs;
  /** T; trained in place, and left with its best weights. */
  network: StatisticsNetwork;
  /** What the critic is trained by and judged by. "smile" trains it by `jensenShannon`. Default "donskerVaradhan". */
  bound?: EstimatedBound;
  /** What it is judged by, if by another bound. */
  judge?: EstimatedBound;
  /** τ of SMILE. Default 5. */
  clip?: number;
  /** a of MINE's correction of the gradient, see `movingAverageDonskerVaradhan`. Default: no correction. */
  movingAverageRate?: number;
  /** Where marginal pairs come from: the next z of the batch, all other z of it, or another batch of a sampler. Default "cyclicShift". */
  marginals?: "cyclicShift" | "all" | "fresh";
  /** Steps of training, a whole number from 1. Default 4000. */
  steps?: number;
  /** Pairs of a step, from 2. Default 256. */
  batchSize?: number;
  /** A schedule, or the highest value of a cosine without warmup. Default 2e-3. */
  learningRate?: Schedule | number;
  /** Used and left alive. Default Adam. */
  optimizer?: tf.Optimizer;
  /** Longest gradient of the default optimizer, see `clipByGlobalNorm`. Default 5. */
  maxGradientNorm?: number;
  /** Steps from one look at the validation pairs to the next, a multiple of `stepsPerCall`. Default 250. */
  evaluateEvery?: number;
  /** Looks without a better value after which training stops. Default: it does not. */
  patience?: number;
  /** Pairs to choose the best weights by; below 1, a share of the fixed sample. Default 5000 fresh ones, or 0.2. */
  validationSize?: number;
  /** Pairs to report by, which chose nothing. Default 20,000 fresh ones, or 0.2. */
  testSize?: number;
  /** Marginal pairs of each held-out pair. Default 8. */
  heldOutShifts?: number;
  /** Steps that one call of the compiled step makes. Default 10. */
  stepsPerCall?: number;
  /** Seed of draws, order and noise, a whole number from 0. The weights' own is the network's. */
  seed: number;
  /** Whether steps run as TensorFlow functions, see `compile`. Default true. */
  compiled?: boolean;
  /** Keeps the run in a file, from which it goes on when it is started again. Default: nowhere. */
  checkpoint?: Checkpoint;
  /** Folder of event files for TensorBoard, see `TrainingLoopOptions`. Default: none. */
  tensorBoard?: string | TensorBoard;
  /** Hears of every call of `stepsPerCall` steps: steps done, and means over these. */
  onStep?: (step: { steps: number; loss: number; miNats: number }) => void;
  /** Stops within one call. Default: the running cell's interrupt. */
  signal?: AbortSignal;
  /** Default: a progress line. */
  progress?: Progress;
}

export interface MiEstimate {
  /** Held-out value of the best weights. */
  miNats: number;
  /** Of miNats, over the choice of the test pairs: it says nothing of how far the critic is from the best one. */
  standardErrorNats: number;
  /** The same value on what was trained on; of a sampler, the mean over the last steps' batches. Far above miNats: overfitted. */
  trainMiNats: number;
  /** Why miNats may not mean what it says; often empty. */
  cautions: Caution[];
  /** Steps done, and those after which the weights were the best. */
  steps: number;
  bestSteps: number;
  history: {
    /** Steps done at each entry of the two lists below, which are means over `stepsPerCall` steps. */
    steps: number[];
    /** What the steps minimise: the bound's value on their batches, or that of `jensenShannon`, with the sign turned. */
    loss: number[];
    /** The bound's value on their batches. */
    miNats: number[];
    validation: { steps: number; miNats: number }[];
  };
  seconds: number;
}
