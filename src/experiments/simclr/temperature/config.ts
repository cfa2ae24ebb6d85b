import type { Row } from "../../../ledger/row";
import type { AblationConfig, AblationMetrics } from "../ablation/config";

export interface TemperatureConfig extends AblationConfig {
  /** s, of the colour distortion. */
  strength: number;
  /** Whether similarities are cosines; otherwise they are inner products. */
  normalize: boolean;
}

export interface TemperatureMetrics extends AblationMetrics {
  /** Entropy of the softmax over the candidates of contrastive accuracy, in nats. */
  entropy: number;
}

export type TemperatureRow = Row<TemperatureConfig, TemperatureMetrics>;
