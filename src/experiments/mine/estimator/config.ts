import type { Row } from "../../../ledger/row";

export interface EstimatorConfig {
  /** D, numbers in x and in z. */
  dims: number;
  /** ρ of each component of x with its own of z. */
  correlation: number;
  /** The sample of the critics, a fifth of it to choose by and a fifth to report by; 0: fresh pairs at every step, and fresh ones to judge by. */
  pairs: number;
  /** The sample of KSG: the first of the critics' where they have one, all of it if it is as large. */
  ksgPairs: number;
  steps: number;
  batchSize: number;
  /** Of the two hidden layers of g and of h. */
  width: number;
  /** The highest of a cosine. */
  learningRate: number;
  /** a of the critic that is trained with MINE's moving average. */
  averageRate: number;
  /** Fresh pairs to report by, where the critics have no sample. */
  testPairs: number;
}

export interface EstimatorMetrics {
  /** Closed form. */
  trueNats: number;
  /** By the Donsker-Varadhan bound, on pairs held out; trained by the gradient of the batch. */
  mineNats: number;
  /** Of it, over the choice of these pairs. */
  mineStandardErrorNats: number;
  /** On what it was trained on. */
  mineTrainNats: number;
  /** By the same bound, trained by the gradient with a moving average, from the hundredth step on. */
  averagedNats: number;
  /** By the bound of Nguyen, Wainwright and Jordan, on pairs held out. */
  mineFNats: number;
  ksgNats: number;
  /** The least that the first bound is above the second, of the same scores, over batches for all critics before and after training. */
  smallestGapNats: number;
  /** Of training, compiling included. */
  mineSeconds: number;
  averagedSeconds: number;
  mineFSeconds: number;
  ksgSeconds: number;
}

export type EstimatorRow = Row<EstimatorConfig, EstimatorMetrics>;
