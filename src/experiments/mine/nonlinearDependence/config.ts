import type { NoisyFunctionName } from "../../../data/samplers/additiveNoise";
import type { Row } from "../../../ledger/row";

export interface NonlinearDependenceConfig {
  f: NoisyFunctionName;
  /** σ of the noise, in the units of f. */
  sigma: number;
  steps: number;
  batchSize: number;
  /** Of the two hidden layers of the critic. */
  width: number;
  /** The highest of a cosine. */
  learningRate: number;
  /** Fresh pairs on which the estimate and the correlation are reported. */
  testPairs: number;
}

export interface NonlinearDependenceMetrics {
  /** MINE's estimate on held-out pairs. */
  miNats: number;
  /** Of the estimate, over the choice of these pairs. */
  standardErrorNats: number;
  /** By quadrature. */
  trueNats: number;
  /** miNats - trueNats. */
  errorNats: number;
  /** Correlation of as many pairs, in [-1, 1]. */
  pearson: number;
}

export type NonlinearDependenceRow = Row<NonlinearDependenceConfig, NonlinearDependenceMetrics>;
