import { sparseSoftmaxCrossEntropy } from "../engine/kernels/sparseSoftmaxCrossEntropy";
import { tf } from "../engine/tf";
import { LossError } from "./lossError";

/**
 * Mean cross-entropy of a classifier, from its logits and whole-number labels.
 *
 * L = mean over n of ( log Σ_k exp(x_nk) - x_n,y(n) )
 *
 * @param logits float32 `[N, K]`.
 * @param labels int32 `[N]`; one outside 0 to K - 1 makes the loss NaN, since checking it would read the tensor.
 * @returns a scalar in nats, at least 0. All logits equal: log K.
 * @throws LossError `crossEntropy: logits is [8, 10] but labels is [7]; each row needs one label`.
 * @cost O(N K).
 */
export function crossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar {
  const shape = (tensor: tf.Tensor): string => `[${tensor.shape.join(", ")}]`;
  if (logits.rank !== 2 || labels.rank !== 1 || logits.shape[0] !== labels.shape[0])
    throw new LossError(
      `crossEntropy: logits is ${shape(logits)} but labels is ${shape(labels)}; each row needs one label`,
    );
  return tf.tidy(() => sparseSoftmaxCrossEntropy(logits, labels).mean<tf.Scalar>());
}
