import { checkMixture } from "./checkMixture";
import { gaussians } from "./gaussians";
import type { Mixture } from "./mixture";

export interface GaussianRingOptions {
  /** K. Default 8. */
  modes?: number;
  /** Default 1. */
  radius?: number;
  /** σ. Default 0.01. */
  standardDeviation?: number;
}

/**
 * Gaussians around a circle, 8 by default.
 *
 * p(x) = 1/K Σ_k N(x; c_k, σ² I), c_k = radius · (cos 2πk/K, sin 2πk/K)
 *
 * @paper arXiv 1712.04086, section 4.1, "2D-ring": unit circle, σ² = 0.0001.
 * @returns the mixture; `sample` may be part of a compiled step.
 * @throws DataError `gaussianRing: modes is 0; it must be a whole number from 1`;
 *   `gaussianRing: radius is 0; it must be a positive number`.
 * @cost `logDensity` and `nearest` O(N K).
 */
export function gaussianRing(options: GaussianRingOptions = {}): Mixture {
  const { modes = 8, radius = 1, standardDeviation = 0.01 } = options;
  checkMixture("gaussianRing", { whole: { modes }, positive: { radius, standardDeviation } });
  const centres = Array.from({ length: modes }, (_, mode): [number, number] => [
    radius * Math.cos((2 * Math.PI * mode) / modes),
    radius * Math.sin((2 * Math.PI * mode) / modes),
  ]);
  return gaussians({ name: "gaussianRing", centres, standardDeviation });
}
