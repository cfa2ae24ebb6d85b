import { checkMixture } from "./checkMixture";
import { gaussians } from "./gaussians";
import type { Mixture } from "./mixture";

export interface GaussianGridOptions {
  /** Modes along an edge; side² in all. Default 5. */
  side?: number;
  /** Distance of neighbours. Default 2. */
  spacing?: number;
  /** σ. Default 0.05. */
  standardDeviation?: number;
}

/**
 * Gaussians on a square grid around the origin, 25 by default.
 *
 * p(x) = 1/K Σ_k N(x; c_k, σ² I), c = spacing · (i - (side - 1) / 2, j - (side - 1) / 2); mode k = side · i + j
 *
 * @paper arXiv 1801.04062v5, figure 4, without numbers; grid from -4 to 4 and σ² = 0.0025 are those of arXiv 1712.04086, section 4.1.
 * @returns the mixture; `sample` may be part of a compiled step.
 * @throws DataError `gaussianGrid: side is 0; it must be a whole number from 1`;
 *   `gaussianGrid: spacing is 0; it must be a positive number`.
 * @cost `logDensity` and `nearest` O(N K).
 */
export function gaussianGrid(options: GaussianGridOptions = {}): Mixture {
  const { side = 5, spacing = 2, standardDeviation = 0.05 } = options;
  checkMixture("gaussianGrid", { whole: { side }, positive: { spacing, standardDeviation } });
  const at = (index: number): number => spacing * (index - (side - 1) / 2);
  const centres = Array.from({ length: side * side }, (_, mode): [number, number] => [
    at(Math.floor(mode / side)),
    at(mode % side),
  ]);
  return gaussians({ name: "gaussianGrid", centres, standardDeviation });
}
