import { DataError } from "../../dataError";
import { cholesky, type Matrix } from "./cholesky";
import { inverse } from "./inverse";
import { logDeterminant } from "./logDeterminant";

/** What a joint covariance says of two parts of a vector. */
export interface JointScatter {
  dims: { x: number; z: number };
  /** L of the whole. */
  factor: Matrix;
  /** Inverses of the whole and of its two diagonal blocks. */
  precision: { joint: Matrix; x: Matrix; z: Matrix };
  /** ½ log( det Σ_x det Σ_z / det Σ ), what normal variables of this covariance tell of each other, in nats. */
  gaussianMiNats: number;
}

/**
 * Factors and inverts a joint covariance of (x, z) and its two blocks.
 * @throws DataError when it is no covariance or x is not a proper part of it, in the name of `who`
 */
export function jointScatter(who: string, { matrix, xDim }: { matrix: Matrix; xDim: number }): JointScatter {
  const n = matrix.length;
  if (!Number.isInteger(xDim) || xDim < 1 || xDim >= n)
    throw new DataError(`${who}: xDim is ${xDim} of ${n} dimensions; a whole number from 1 to ${n - 1} is needed`);
  const factor = cholesky(matrix);
  if (factor === undefined)
    throw new DataError(`${who}: the matrix of ${n} rows is not symmetric and positive definite, as it has to be`);
  const block = (from: number, to: number): Matrix => {
    const part = cholesky(matrix.slice(from, to).map((row) => row.slice(from, to)));
    if (part === undefined)
      throw new DataError(`${who}: rows ${from} to ${to - 1} are not positive definite by themselves`);
    return part;
  };
  const [x, z] = [block(0, xDim), block(xDim, n)];
  return {
    dims: { x: xDim, z: n - xDim },
    factor,
    precision: { joint: inverse(factor), x: inverse(x), z: inverse(z) },
    gaussianMiNats: (logDeterminant(x) + logDeterminant(z) - logDeterminant(factor)) / 2,
  };
}
