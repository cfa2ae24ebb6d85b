import type { FrameworkConfig } from "../framework/config";

/** What the runs of an ablation have in common; each ablation adds the settings it compares. */
export interface AblationConfig extends Omit<FrameworkConfig, "pixelL2" | "strength"> {
  /** Test images whose views make the candidates of contrastive accuracy. */
  contrastImages: number;
}

export interface AblationMetrics {
  /** Test accuracy of the linear probe of h, in points. */
  probe: number;
  /** Test accuracy of the nearest neighbours by the cosine of h, in points. */
  knn: number;
  /** How often the other view of an image is the most similar of all images' other views, in points. */
  contrastiveAccuracy: number;
  /** Mean of the last epoch. */
  loss: number;
}
