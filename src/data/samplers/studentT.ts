import { op } from "../../engine/op";
import { tf } from "../../engine/tf";
import { normal } from "../../random/normal";
import { split } from "../../random/split";
import { DataError } from "../dataError";
import type { Matrix } from "./linearAlgebra/cholesky";
import { constantMatrix } from "./linearAlgebra/constantMatrix";
import { jointScatter } from "./linearAlgebra/jointScatter";
import { quadraticForm } from "./linearAlgebra/quadraticForm";
import type { PairSampler } from "./pairSampler";
import { digamma } from "./specialFunctions/digamma";
import { logGamma } from "./specialFunctions/logGamma";

export interface StudentTOptions {
  /** Σ of (x, z), symmetric and positive definite: (ν - 2)/ν of the covariance where that exists. */
  dispersion: Matrix;
  /** Numbers that belong to x, from 1; the rest is z. */
  xDim: number;
  /** ν, above 0: the smaller, the heavier the tails; 1 is Cauchy. */
  degreesOfFreedom: number;
}

/**
 * A multivariate Student t (x, z): heavy tails, and dependent even where it is uncorrelated, since both parts share their scale.
 *
 * I(X;Z) = ½ log( det Σ_x det Σ_z / det Σ ) + f(ν) + f(ν + D_x + D_z) - f(ν + D_x) - f(ν + D_z), f(y) = log Γ(y/2) - (y/2) ψ(y/2)
 *
 * @returns a sampler with `logRatio`
 * @throws DataError `studentT: degreesOfFreedom is 0; it must be a positive number`;
 *   `studentT: xDim is 4 of 4 dimensions; a whole number from 1 to 3 is needed`;
 *   `studentT: the matrix of 4 rows is not symmetric and positive definite, as it has to be`.
 * @cost making it O(D³); drawing O(N D²). Its gamma variates have no XLA kernel.
 */
export function studentT({ dispersion, xDim, degreesOfFreedom: nu }: StudentTOptions): PairSampler {
  if (!(nu > 0 && nu < Infinity))
    throw new DataError(`studentT: degreesOfFreedom is ${nu}; it must be a positive number`);
  const { dims, factor, precision, gaussianMiNats } = jointScatter("studentT", { matrix: dispersion, xDim });
  const width = dims.x + dims.z;
  const f = (y: number): number => logGamma(y / 2) - (y / 2) * digamma(y / 2);
  const miNats = gaussianMiNats + f(nu) + f(nu + width) - f(nu + dims.x) - f(nu + dims.z);
  // Of the three densities at the centre, as far as Σ does not say it.
  const centre =
    logGamma((nu + width) / 2) + logGamma(nu / 2) - logGamma((nu + dims.x) / 2) - logGamma((nu + dims.z) / 2);
  return {
    name: `Student t, ${dims.x} and ${dims.z} dimensions, ${nu} degrees of freedom`,
    dims,
    miNats,
    sample: (key, n) =>
      tf.tidy(() => {
        const [keyNormal, keyGamma] = split(key);
        const white = tf.matMul(normal<tf.Rank.R2>(keyNormal, [n, width]), constantMatrix(factor), false, true);
        // χ²/ν is a gamma variate of shape ν/2 over ν/2.
        const size = tf.tensor1d([n, 1], "int32");
        const gamma = op("StatelessRandomGammaV2", [size, keyGamma, tf.scalar(nu / 2)], {
          dtype: "float32",
          T: "int32",
          Tseed: "int32",
        });
        const [x, z] = tf.split<tf.Tensor2D>(white.div(gamma.div(nu / 2).sqrt()), [dims.x, dims.z], 1);
        return { x, z };
      }),
    logRatio: (x, z) =>
      tf.tidy(() => {
        const tail = (rows: tf.Tensor2D, matrix: Matrix): tf.Tensor1D =>
          quadraticForm(rows, matrix)
            .div(nu)
            .log1p()
            .mul<tf.Tensor1D>((nu + matrix.length) / 2);
        const apart = tail(x, precision.x).add<tf.Tensor1D>(tail(z, precision.z));
        return apart
          .sub<tf.Tensor1D>(tail(tf.concat([x, z], 1), precision.joint))
          .add<tf.Tensor1D>(gaussianMiNats + centre);
      }),
  };
}
