import { tf } from "../engine/tf";
import { checkLabelled } from "./checks";
import { crossEntropy } from "./crossEntropy";
import { LossError } from "./lossError";

/**
 * Cross-entropy with a penalty on predictions that are sure: their entropy counts in favour.
 *
 * L = mean over n of ( -log p_n,y(n) - β H(p_n) ), p_n = softmax(x_n), H(p) = -Σ_k p_k log p_k
 *
 * @paper arXiv 1701.06548v1, section 3.
 * @param logits float32 `[N, K]`, N and K at least 1.
 * @param labels int32 `[N]`, as in `crossEntropy`.
 * @param options.beta β, at least 0; 0 is `crossEntropy`. Default 0.1.
 * @returns a scalar in nats, at least -β log K. All logits equal: (1 - β) log K.
 * @throws LossError `confidencePenalty: logits is [8, 10] but labels is [7] of int32; each row needs one label`;
 *   `confidencePenalty: beta is -1; it must be at least 0`.
 * @cost O(N K).
 */
export function confidencePenalty(
  logits: tf.Tensor2D,
  labels: tf.Tensor1D,
  options: { beta?: number } = {},
): tf.Scalar {
  const { beta = 0.1 } = options;
  checkLabelled("confidencePenalty", logits, labels);
  if (!(beta >= 0 && beta < Infinity)) throw new LossError(`confidencePenalty: beta is ${beta}; it must be at least 0`);
  return tf.tidy(() => {
    const logP = tf.logSoftmax(logits);
    const negativeEntropy = logP.exp().mul(logP).sum(1).mean();
    return crossEntropy(logits, labels).add<tf.Scalar>(negativeEntropy.mul(beta));
  });
}
