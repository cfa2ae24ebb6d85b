import type { StatisticsNetwork } from "../../models/statisticsNetwork";
import type { Progress } from "../../report/progress";
import type { EstimatedBound } from "../estimate/objective";
import type { ColumnScale } from "./scaled";

/** Of `estimate` and `estimateCsv`. Those of `estimateMI` are `EstimateOptions`. */
export interface EstimationOptions {
  /**
   * "mine": critics of neural networks. "ksg": nearest neighbours, without training. "auto", the default: "ksg" for fewer than 1000
   * pairs of at most 3 columns together, none of them discrete, where it is nearly unbiased and a critic has too little to learn
   * from; otherwise "mine".
   */
  method?: "auto" | "mine" | "ksg";
  /**
   * What is done to each column, none of which changes the mutual information. "ranks", the default: normal scores of its ranks, so
   * that outliers and heavy tails weigh no more than other numbers; equal numbers share a rank. "standardise": less the mean, over
   * the deviation. "none": it is taken as it is.
   */
  scale?: ColumnScale;
  /** Seed of all that is drawn, a whole number from 0; equal seeds give equal estimates. Default 0. */
  seed?: number;
  /** For "mine": parts of the data, and critics; each part is reported by one that saw none of it. A whole number from 3. Default 5. */
  folds?: number;
  /** For "mine": the most steps that a critic is trained for, a multiple of 10. Default 2000, of many columns 3000. */
  steps?: number;
  /** For "mine": pairs of a step. Default 256, or half of what there is to train on. */
  batchSize?: number;
  /** For "mine": the rate of three quarters of the steps, which then falls to 0. Default 2e-3. */
  learningRate?: number;
  /** For "mine": what critics are trained and judged by. Default "donskerVaradhan". */
  bound?: EstimatedBound;
  /**
   * For "mine": makes each critic, which is disposed of. Default: up to 8 columns together a network of both side by side, 2 layers
   * of 64; beyond, a separable one, 2 layers of 128.
   */
  network?: (of: { xDim: number; zDim: number; seed: number }) => StatisticsNetwork;
  /** For "mine": where marginal pairs come from; see `EstimateOptions.marginals`. Default "cyclicShift", of many columns "all". */
  marginals?: "cyclicShift" | "all";
  /** For "ksg": neighbours, from 1. More of them are smoother and more biased. Default 3. */
  k?: number;
  /** Stops within a call of ten steps. Default: the running cell's interrupt. */
  signal?: AbortSignal;
  /** Default: a progress line. */
  progress?: Progress;
}
