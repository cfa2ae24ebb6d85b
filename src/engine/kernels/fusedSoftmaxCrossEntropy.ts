import { op } from "../op";
import { tf } from "../tf";
import { differentiable } from "./differentiable";

/**
 * Cross-entropy of each row of logits with a distribution over the classes, such as a teacher's, stable for logits of any size.
 *
 * loss_n = -Σ_k targets_nk · log softmax(logits_n)_k
 *
 * One TensorFlow kernel gives the loss and its gradient by the logits, softmax(logits) - targets.
 *
 * @paper arXiv 2006.10029v2, equations 2 and 3, with softened logits and teacher.
 * @param logits float32 `[N, K]`.
 * @param targets float32 `[N, K]`, each row at least 0 with sum 1: the gradient by the logits holds for such rows only, and is
 *   not checked. Differentiable too: its gradient is -log softmax(logits).
 * @returns float32 `[N]`, each at least the entropy of its row of targets.
 */
export function fusedSoftmaxCrossEntropy(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor1D {
  return differentiable<tf.Tensor1D>([logits, targets], (save) => {
    const T = { T: "float32" };
    const [loss, slope] = op("SoftmaxCrossEntropyWithLogits", [logits, targets], T, 2);
    save([slope, logits, targets]);
    return {
      value: loss as tf.Tensor1D,
      fusedGradient: (dy, [kept, x]) => {
        const weight = dy.expandDims(1);
        return [weight.mul(kept), weight.mul(op("LogSoftmax", [x], T)).neg()];
      },
      composedGradient: (dy, [, x, p]) => {
        const weight = dy.expandDims(1);
        return [weight.mul(tf.softmax(x as tf.Tensor2D).sub(p)), weight.mul(tf.logSoftmax(x as tf.Tensor2D)).neg()];
      },
    };
  });
}
