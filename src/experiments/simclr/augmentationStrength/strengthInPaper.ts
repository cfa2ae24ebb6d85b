import type { AugmentationStrengthConfig } from "./config";

/**
 * Top-1 accuracy on ImageNet, in points: of the linear probe after 100 epochs of SimCLR, and of 90 epochs of supervised training; ResNet-50.
 * @paper arXiv 2002.05709v3, table 1, without blur and AutoAugment
 */
export const strengthInPaper: readonly (Pick<AugmentationStrengthConfig, "method" | "strength"> & {
  accuracy: number;
})[] = [
  { method: "SimCLR", strength: 1 / 8, accuracy: 59.6 },
  { method: "SimCLR", strength: 1 / 4, accuracy: 61.0 },
  { method: "SimCLR", strength: 1 / 2, accuracy: 62.6 },
  { method: "SimCLR", strength: 1, accuracy: 63.2 },
  { method: "supervised", strength: 1 / 8, accuracy: 77.0 },
  { method: "supervised", strength: 1 / 4, accuracy: 76.7 },
  { method: "supervised", strength: 1 / 2, accuracy: 76.5 },
  { method: "supervised", strength: 1, accuracy: 75.7 },
];
