import { tf } from "../tf";

type Gradient = (dy: tf.Tensor, saved: tf.Tensor[]) => tf.Tensor[];

export interface Fused<T extends tf.Tensor> {
  value: T;
  /** Gradients by fused kernels, in the order of the inputs. They are not on the tape. */
  fusedGradient: Gradient;
  /** The same gradients by ordinary ops, for when they are differentiated in their turn. */
  composedGradient: Gradient;
}

/**
 * Puts an op of raw kernels on the gradient tape: `tf.customGrad` with two backward passes.
 *
 * The gradient kernels of TensorFlow have no gradient here, so under a gradient of a gradient they would silently count
 * as constants. Only then is a tape open while a backward pass runs, and the composed one is taken.
 *
 * @param inputs what the op is differentiated by.
 * @param forward computes the op and gives `save` what the backward pass needs.
 */
export function differentiable<T extends tf.Tensor>(
  inputs: tf.Tensor[],
  forward: (save: (tensors: tf.Tensor[]) => void) => Fused<T>,
): T {
  return tf.customGrad<T>((...given) => {
    const { value, fusedGradient, composedGradient } = forward(given[inputs.length] as tf.GradSaveFunc);
    const gradFunc = (dy: T, saved: tf.Tensor[]): tf.Tensor[] =>
      tf.engine().state.gradientDepth > 0 ? composedGradient(dy, saved) : fusedGradient(dy, saved);
    return { value, gradFunc };
  })(...inputs);
}
