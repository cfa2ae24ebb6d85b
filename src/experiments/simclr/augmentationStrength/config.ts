import type { Row } from "../../../ledger/row";
import type { AblationConfig, AblationMetrics } from "../ablation/config";

export interface AugmentationStrengthConfig extends AblationConfig {
  method: "SimCLR" | "supervised";
  /** s, of the colour distortion. */
  strength: number;
  /** λ/2 ‖w‖² of supervised training. */
  weightDecay: number;
}

export interface AugmentationStrengthMetrics extends Omit<AblationMetrics, "contrastiveAccuracy"> {
  /** Test accuracy in points, as the paper's: of the linear probe for SimCLR, of the trained classifier for supervised training. */
  accuracy: number;
}

export type AugmentationStrengthRow = Row<AugmentationStrengthConfig, AugmentationStrengthMetrics>;
