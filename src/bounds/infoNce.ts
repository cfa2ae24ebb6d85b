import { sparseSoftmaxCrossEntropy } from "../engine/kernels/sparseSoftmaxCrossEntropy";
import { tf } from "../engine/tf";
import { BoundError } from "./boundError";

/**
 * InfoNCE: how well a critic finds, among the N z of a batch, the one that belongs to each x. Low variance, and never above log N.
 *
 * I(X;Z) >= mean over i of ( T(x_i, z_i) - log( 1/N Σ_j exp T(x_i, z_j) ) )
 *
 * A constant added to T of one x changes nothing, so T = log p(z|x) + any function of x is best.
 *
 * @paper arXiv 1905.06922, the multi-sample bound of that name.
 * @param scores float32 `[N, N]`: entry (i, j) is T(x_i, z_j), so joint pairs are on the diagonal.
 * @returns a scalar in nats, at most log N. All scores equal: 0.
 * @throws BoundError `infoNce: scores is [8, 7]; T of every x with every z, [N, N], is needed`.
 * @cost O(N²).
 */
export function infoNce(scores: tf.Tensor2D): tf.Scalar {
  const [rows, columns] = scores.shape;
  if (scores.rank !== 2 || rows !== columns || rows === 0)
    throw new BoundError(
      `infoNce: scores is [${scores.shape.join(", ")}]; T of every x with every z, [N, N], is needed`,
    );
  return tf.tidy(() => {
    const own = tf.range(0, rows, 1, "int32");
    return tf.scalar(Math.log(rows)).sub(sparseSoftmaxCrossEntropy(scores, own).mean());
  });
}
