import type { Row } from "../../../ledger/row";
import type { AblationConfig } from "../ablation/config";

export interface AugmentationStrengthConfig extends AblationConfig {
  method: "SimCLR" | "supervised";
  /** s, of the colour distortion. */
  strength: number;
  /** λ/2 ‖w‖² of supervised training. */
  weightDecay: number;
}

export interface AugmentationStrengthMetrics {
  /** Test accuracy in points, as the paper's: of the linear probe for SimCLR, of the trained classifier for supervised training. */
  accuracy: number;
  /** Test accuracy of the linear probe of h, in points. */
  probe: number;
  /** Test accuracy of the nearest neighbours by the cosine of h, in points. */
  knn: number;
  /** Mean of the last epoch. */
  loss: number;
}

export type AugmentationStrengthRow = Row<AugmentationStrengthConfig, AugmentationStrengthMetrics>;
