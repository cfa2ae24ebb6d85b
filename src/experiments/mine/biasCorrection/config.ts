import type { Row } from "../../../ledger/row";

export interface BiasCorrectionConfig {
  /** a of the moving average; 1 is the gradient of the batch alone. */
  rate: number;
  /** Joint pairs of a batch, and as many marginal ones. */
  batchSize: number;
  /** Of the exact gradient by which the critic climbs from 0 before it is measured at every step; 0: it rests at the best one. */
  learningRate: number;
  /** Batches in the average at the end. */
  steps: number;
}

export interface BiasCorrectionMetrics {
  /** Length of the mean gradient less the exact one, over the scores of all cells. While the critic moves, the root mean square over the steps. */
  bias: number;
  /** The same of the batch's own gradient, at the same critics. */
  plainBias: number;
  /** bias / plainBias. */
  share: number;
  /** The largest difference of a slope that the library gives for a drawn batch from the one that the formula says. */
  libraryError: number;
  /** Of the seed's table. */
  miNats: number;
}

export type BiasCorrectionRow = Row<BiasCorrectionConfig, BiasCorrectionMetrics>;
