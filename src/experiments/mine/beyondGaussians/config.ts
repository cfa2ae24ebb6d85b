import type { Row } from "../../../ledger/row";
import type { DistributionName } from "./distributions";

/** Estimators that train a critic. */
export type CriticName = "MINE" | "NWJ" | "SMILE" | "InfoNCE";
export type EstimatorName = CriticName | "KSG";

interface OfSample {
  distribution: DistributionName;
  /** Pairs of the one sample that an estimator is given. */
  pairs: number;
}

/** A critic, trained on three fifths of the sample, chosen on one and reported on the last. */
export interface CriticConfig extends OfSample {
  estimator: CriticName;
  steps: number;
  batchSize: number;
  /** Of the two hidden layers. */
  width: number;
  /** The highest of a cosine. */
  learningRate: number;
  /** Steps from one look at the validation pairs to the next. */
  evaluateEvery: number;
}

/** Nearest neighbours, on the whole sample. */
export interface NeighboursConfig extends OfSample {
  estimator: "KSG";
  neighbours: number;
}

export type BeyondGaussiansConfig = CriticConfig | NeighboursConfig;

export interface BeyondGaussiansMetrics {
  /** 1 where the critic's loss became no number, which ends the run without an estimate; else 0. */
  diverged: number;
  /** A critic's on the pairs held out. */
  miNats?: number;
  /** Of it over the choice of these pairs; KSG has none. */
  standardErrorNats?: number;
  /** A critic's on the pairs that it was trained on. */
  trainMiNats?: number;
  trueNats: number;
  /** miNats - trueNats. */
  errorNats?: number;
}

export type BeyondGaussiansRow = Row<BeyondGaussiansConfig, BeyondGaussiansMetrics>;
