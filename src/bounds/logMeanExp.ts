import { fusedLogSumExp } from "../engine/kernels/fusedLogSumExp";
import type { tf } from "../engine/tf";

/** log mean exp(x) over all entries, stable for x of any size: the mean never leaves the logarithm. */
export function logMeanExp(x: tf.Tensor): tf.Scalar {
  return fusedLogSumExp<tf.Scalar>(x).sub(Math.log(x.size));
}
