import { tf } from "../../engine/tf";
import { normal } from "../../random/normal";
import type { Matrix } from "./linearAlgebra/cholesky";
import { constantMatrix } from "./linearAlgebra/constantMatrix";
import { jointScatter } from "./linearAlgebra/jointScatter";
import { quadraticForm } from "./linearAlgebra/quadraticForm";
import type { PairSampler } from "./pairSampler";

export interface GaussianOptions {
  /** Σ of (x, z), symmetric and positive definite; a correlation matrix is one. */
  covariance: Matrix;
  /** Numbers that belong to x, from 1; the rest is z. */
  xDim: number;
}

/**
 * A multivariate normal (x, z) of mean 0 and any joint covariance.
 *
 * I(X;Z) = ½ log( det Σ_x det Σ_z / det Σ )
 *
 * @param options.covariance rows of doubles
 * @param options.xDim a whole number from 1 to the number of rows less 1
 * @returns a sampler with `logRatio`, whose rounding grows with the condition of the covariance
 * @throws DataError `gaussian: xDim is 4 of 4 dimensions; a whole number from 1 to 3 is needed`;
 *   `gaussian: the matrix of 4 rows is not symmetric and positive definite, as it has to be`.
 * @cost making it O(D³); drawing O(N D²).
 */
export function gaussian({ covariance, xDim }: GaussianOptions): PairSampler {
  const { dims, factor, precision, gaussianMiNats } = jointScatter("gaussian", { matrix: covariance, xDim });
  return {
    name: `Gaussian, ${dims.x} and ${dims.z} dimensions`,
    dims,
    miNats: gaussianMiNats,
    sample: (key, n) =>
      tf.tidy(() => {
        const white = normal<tf.Rank.R2>(key, [n, dims.x + dims.z]);
        const [x, z] = tf.split<tf.Tensor2D>(
          tf.matMul(white, constantMatrix(factor), false, true),
          [dims.x, dims.z],
          1,
        );
        return { x, z };
      }),
    logRatio: (x, z) =>
      tf.tidy(() => {
        const joint = quadraticForm(tf.concat([x, z], 1), precision.joint);
        const apart = quadraticForm(x, precision.x).add<tf.Tensor1D>(quadraticForm(z, precision.z));
        return apart.sub<tf.Tensor1D>(joint).div<tf.Tensor1D>(2).add<tf.Tensor1D>(gaussianMiNats);
      }),
  };
}
