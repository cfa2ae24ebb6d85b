import type { Row } from "../../../ledger/row";

export interface ContrastiveBoundConfig {
  /** The mutual information of the pairs. */
  nats: number;
  /** τ, or "learned": trained with the encoder, from `learnedFrom` on. */
  temperature: number | "learned";
  /** N, of a batch, in training and in what is reported. */
  pairs: number;
  /** Numbers in an x, and in a z. */
  dims: number;
  steps: number;
  /** Of the two hidden layers of the encoder. */
  width: number;
  embeddingDim: number;
  /** The highest of a cosine. */
  learningRate: number;
  /** Fresh pairs on which everything is reported, cut into batches of N. */
  heldOutPairs: number;
}

export interface ContrastiveBoundMetrics {
  /** The mean over held-out batches of log N - NT-Xent, and its standard error for the encoder as it is. */
  boundNats: number;
  standardErrorNats: number;
  /** InfoNCE of the same critic, x against all z and z against all x: NT-Xent without the negatives of an anchor's own kind. */
  infoNceNats: number;
  infoNceStandardErrorNats: number;
  trueNats: number;
  /** τ at the end. */
  temperature: number;
  /** The largest log N - NT-Xent of all held-out batches less `ntXentCap`: never positive. */
  overCapNats: number;
  /** The smallest InfoNCE less log N - NT-Xent of all held-out batches: never negative. */
  smallestGapNats: number;
}

export type ContrastiveBoundRow = Row<ContrastiveBoundConfig, ContrastiveBoundMetrics>;
