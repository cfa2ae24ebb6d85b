import type { Profile } from "../../experiment";
import type { AblationConfig } from "./config";

const standard: AblationConfig = {
  images: 10_000,
  probeImages: 10_000,
  contrastImages: 4096,
  epochs: 12,
  batchSize: 64,
  depth: 10,
  width: 8,
  stemStride: 2,
  learningRate: 0.003,
  temperature: 0.2,
  l2: 0.001,
};

/**
 * The size of the ablations' runs, the same for all settings of one, as the paper's is.
 *
 * A pilot on held-out training images (seed 201) chose it before any recorded run: the cheapest at which the probe puts crop with
 * colour ahead of crop alone. It tried widths 8 and 16, batches of 64, 128 and 256, τ 0.2 and 0.5, and 5,000 images for 8 epochs
 * against 10,000 for 8 and 12; learning rates were not compared at this size.
 */
export const ablationSizes: Readonly<Record<Profile, AblationConfig>> = {
  quick: { ...standard, images: 2560, probeImages: 5000, epochs: 6 },
  standard,
  paper: {
    ...standard,
    images: 50_000,
    probeImages: 50_000,
    epochs: 100,
    batchSize: 512,
    depth: 18,
    width: 64,
    stemStride: 1,
    learningRate: 0.004,
  },
};
