import { fusedSoftmaxCrossEntropy } from "../engine/kernels/fusedSoftmaxCrossEntropy";
import { tf } from "../engine/tf";
import { checkLabelled } from "./checks";
import { LossError } from "./lossError";

/**
 * Cross-entropy with labels that leave some probability to every class, which keeps a classifier from being sure of itself.
 *
 * L = mean over n of -Σ_k q_nk log softmax(x_n)_k, q_nk = (1 - ε) [k = y(n)] + ε / K
 *
 * @paper arXiv 1512.00567v3, section 7.
 * @param logits float32 `[N, K]`, N and K at least 1.
 * @param labels int32 `[N]`, from 0 to K - 1; another one counts as none, q = ε / K of every class.
 * @param options.smoothing ε, from 0, which is `crossEntropy`, to below 1. Default 0.1.
 * @returns a scalar in nats, at least the entropy of q. All logits equal: log K.
 * @throws LossError `labelSmoothing: logits is [8, 10] but labels is [7] of int32; each row needs one label`;
 *   `labelSmoothing: smoothing is 1; it must be from 0 and below 1`.
 * @cost O(N K).
 */
export function labelSmoothing(
  logits: tf.Tensor2D,
  labels: tf.Tensor1D,
  options: { smoothing?: number } = {},
): tf.Scalar {
  const { smoothing = 0.1 } = options;
  checkLabelled("labelSmoothing", logits, labels);
  if (!(smoothing >= 0 && smoothing < 1))
    throw new LossError(`labelSmoothing: smoothing is ${smoothing}; it must be from 0 and below 1`);
  const classes = logits.shape[1];
  return tf.tidy(() => {
    const least = smoothing / classes;
    const targets = tf.oneHot(labels, classes, 1 - smoothing + least, least, "float32") as tf.Tensor2D;
    return fusedSoftmaxCrossEntropy(logits, targets).mean<tf.Scalar>();
  });
}
