import type { Row } from "../../../ledger/row";
import type { FrameworkConfig } from "../framework/config";

export interface TemperatureConfig extends Omit<FrameworkConfig, "pixelL2"> {
  /** Whether similarities are cosines; otherwise they are inner products. */
  normalize: boolean;
  /** Test images whose views make the candidates of contrastive accuracy and entropy. */
  contrastImages: number;
}

export interface TemperatureMetrics {
  /** Test accuracy of the linear probe of h, in points. */
  probe: number;
  /** Test accuracy of the nearest neighbours by the cosine of h, in points. */
  knn: number;
  /** How often the other view of an image is the most similar of all images' other views, in points. */
  contrastiveAccuracy: number;
  /** Entropy of the softmax over these, in nats. */
  entropy: number;
  /** Mean of the last epoch. */
  loss: number;
}

export type TemperatureRow = Row<TemperatureConfig, TemperatureMetrics>;
