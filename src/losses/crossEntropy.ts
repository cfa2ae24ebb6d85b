import { sparseSoftmaxCrossEntropy } from "../engine/kernels/sparseSoftmaxCrossEntropy";
import { tf } from "../engine/tf";
import { checkLabelled } from "./checks";

/**
 * Mean cross-entropy of a classifier, from its logits and whole-number labels.
 *
 * L = mean over n of ( log Σ_k exp(x_nk) - x_n,y(n) )
 *
 * @param logits float32 `[N, K]`, N and K at least 1.
 * @param labels int32 `[N]`; one outside 0 to K - 1 is TensorFlow's error `Received a label value of 10 which is outside the valid range of [0, 10)`
 *   on a processor and makes the loss NaN on a GPU, since checking it here would read the tensor.
 * @returns a scalar in nats, at least 0. All logits equal: log K.
 * @throws LossError `crossEntropy: logits is [8, 10] but labels is [7] of int32; each row needs one label`;
 *   `crossEntropy: labels is float32; whole numbers, int32, are needed`.
 * @cost O(N K).
 */
export function crossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar {
  checkLabelled("crossEntropy", logits, labels);
  return tf.tidy(() => sparseSoftmaxCrossEntropy(logits, labels).mean<tf.Scalar>());
}
