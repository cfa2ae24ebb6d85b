import { op } from "../op";
import { tf } from "../tf";
import { differentiable } from "./differentiable";

/**
 * Cross-entropy of each row of logits with its true class, stable for logits of any size.
 *
 * loss_n = log Σ_k exp(logits_nk) - logits_n,label(n)
 *
 * One TensorFlow kernel gives the loss and its gradient. A label outside the classes is an error of TensorFlow's on a
 * processor and gives NaN on a GPU.
 *
 * @param logits float32 `[N, K]`.
 * @param labels int32 `[N]` in [0, K).
 * @returns float32 `[N]`, each at least 0.
 */
export function sparseSoftmaxCrossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Tensor1D {
  return differentiable<tf.Tensor1D>([logits], (save) => {
    const attributes = { T: "float32", Tlabels: "int32" };
    const [loss, slope] = op("SparseSoftmaxCrossEntropyWithLogits", [logits, labels], attributes, 2);
    save([slope, logits, labels]);
    return {
      value: loss as tf.Tensor1D,
      fusedGradient: (dy, saved) => [dy.expandDims(1).mul(saved[0])],
      composedGradient: (dy, [, x, classes]) => {
        const chosen = tf.oneHot(classes, logits.shape[1]);
        return [dy.expandDims(1).mul(tf.softmax(x as tf.Tensor2D).sub(chosen))];
      },
    };
  });
}
