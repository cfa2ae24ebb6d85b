import { op } from "../engine/op";
import { tf } from "../engine/tf";
import { OptimizerError } from "./optimizerError";

/**
 * Weight decay as a term of the loss, so that the optimizer sees its gradient λ w as part of the gradient: "coupled", as the authors
 * have it for every optimizer but LARS.
 *
 * λ/2 Σ over variables ‖w‖²
 *
 * @paper arXiv 2002.05709v3, section 2.3: λ = 1e-6.
 * @differs from the authors' code, which decays biases too (not batch norm) where the optimizer is not LARS: choose the variables.
 * @param variables float32 of any shapes, at least one: what decays.
 * @param weightDecay λ, at least 0.
 * @returns a scalar to add to the loss, differentiable once.
 * @throws OptimizerError `l2Penalty: weightDecay is -1; it must be at least 0`; `l2Penalty: there are no variables; at least 1 is needed`.
 * @cost reads each variable once, and once for the gradient.
 */
export function l2Penalty(variables: readonly tf.Tensor[], weightDecay: number): tf.Scalar {
  if (!(weightDecay >= 0)) throw new OptimizerError(`l2Penalty: weightDecay is ${weightDecay}; it must be at least 0`);
  if (variables.length === 0) throw new OptimizerError("l2Penalty: there are no variables; at least 1 is needed");
  return tf.tidy(() => tf.addN(variables.map((w) => halfSquare(w))).mul(weightDecay));
}

/** ‖w‖² / 2, whose gradient is w, as one op. */
function halfSquare(w: tf.Tensor): tf.Scalar {
  const withGradient = tf.customGrad((...args) => {
    const [x, save] = args as [tf.Tensor, tf.GradSaveFunc];
    save([x]);
    return {
      value: op("L2Loss", [x], { T: "float32" }),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => saved[0].mul(dy),
    };
  });
  return withGradient(w) as tf.Scalar;
}
