import { tf } from "../../engine/tf";
import { normal } from "../../random/normal";
import { DataError } from "../dataError";
import type { PairSampler } from "./pairSampler";

export interface CorrelatedGaussianOptions {
  /** D, the numbers in x and in z: a whole number from 1. */
  dims: number;
  /** ρ of x_d with z_d, strictly between -1 and 1; all else is independent. */
  correlation: number;
}

/**
 * Standard normal x and z whose components are correlated one by one: the Gaussian experiment of MINE.
 *
 * corr(x_i, z_j) = δ_ij ρ, I(X;Z) = -(D/2) log(1 - ρ²)
 *
 * @paper arXiv 1801.04062, section 4.1 and figure 1: D of 2 and 20, ρ from -0.99 to 0.99.
 * @returns a sampler with `logRatio`
 * @throws DataError `correlatedGaussian: correlation is 1; it must be above -1 and below 1, where the mutual information is finite`;
 *   `correlatedGaussian: dims is 0; it must be a whole number from 1`.
 * @cost drawing O(N D).
 */
export function correlatedGaussian({ dims, correlation }: CorrelatedGaussianOptions): PairSampler {
  if (!Number.isInteger(dims) || dims < 1)
    throw new DataError(`correlatedGaussian: dims is ${dims}; it must be a whole number from 1`);
  if (!(Math.abs(correlation) < 1))
    throw new DataError(
      `correlatedGaussian: correlation is ${correlation}; it must be above -1 and below 1, where the mutual information is finite`,
    );
  const rest = 1 - correlation ** 2;
  const miNats = (-dims / 2) * Math.log1p(-(correlation ** 2));
  return {
    name: `correlated Gaussian, ${dims} dimensions, correlation ${correlation}`,
    dims: { x: dims, z: dims },
    miNats,
    sample: (key, n) =>
      tf.tidy(() => {
        const [x, noise] = tf.split<tf.Tensor2D>(normal<tf.Rank.R2>(key, [n, 2 * dims]), 2, 1);
        return { x, z: x.mul(correlation).add<tf.Tensor2D>(noise.mul(Math.sqrt(rest))) };
      }),
    // Completed squares: what is left of the quadratic forms is ρ/(1 - ρ²) x z - ρ²/(1 - ρ²) (x² + z²)/2.
    logRatio: (x, z) =>
      tf.tidy(() => {
        const cross = x
          .mul(z)
          .sum<tf.Tensor1D>(1)
          .mul<tf.Tensor1D>(correlation / rest);
        const squares = x.square().add(z.square()).sum<tf.Tensor1D>(1);
        return cross.sub<tf.Tensor1D>(squares.mul(correlation ** 2 / (2 * rest))).add<tf.Tensor1D>(miNats);
      }),
  };
}
