import { tf } from "../../../engine/tf";
import { constantMatrix } from "./constantMatrix";
import type { Matrix } from "./cholesky";

/** wᵀ A w of each row w: `[N, D]` to `[N]`. */
export function quadraticForm(rows: tf.Tensor2D, matrix: Matrix): tf.Tensor1D {
  return tf.tidy(() => tf.matMul(rows, constantMatrix(matrix)).mul(rows).sum(1));
}
