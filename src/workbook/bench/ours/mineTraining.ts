import { fusedLogSumExp } from "../../../engine/kernels/fusedLogSumExp";
import { tf } from "../../../engine/tf";
import type { GoldenArray } from "../golden";
import { tensorOf } from "./simclrTraining";

/** The statistics network of the MINE works as plain variables: w0, b0, w1, b1, w2, b2. */
export const mineShapes = { w0: [40, 128], b0: [128], w1: [128, 128], b1: [128], w2: [128, 1], b2: [1] } as const;

/**
 * One step of MINE: a 40-128-128-1 ELU network, the Donsker-Varadhan bound, Adam at 1e-3.
 * @returns from pairs `[2N, 40]`, joint ones before marginal ones, to the loss before the step
 */
export function mineTraining(array: (name: keyof typeof mineShapes) => GoldenArray): (pairs: tf.Tensor) => tf.Scalar {
  const variable = (name: keyof typeof mineShapes): tf.Variable => {
    const initial = tensorOf(array(name));
    const made = tf.variable(initial);
    initial.dispose();
    return made;
  };
  const [w0, b0, w1, b1, w2, b2] = (Object.keys(mineShapes) as (keyof typeof mineShapes)[]).map(variable);
  const optimizer = tf.train.adam(1e-3, 0.9, 0.999, 1e-8);
  const dense = (x: tf.Tensor, w: tf.Variable, b: tf.Variable): tf.Tensor2D => tf.add(tf.matMul(x, w), b);
  const network = (pairs: tf.Tensor): tf.Tensor2D => dense(tf.elu(dense(tf.elu(dense(pairs, w0, b0)), w1, b1)), w2, b2);
  const negativeBound = (pairs: tf.Tensor): tf.Scalar => {
    // One after the other in the text, side by side in the function: nothing joins them before the loss.
    const [joint, marginal] = tf.split(pairs, 2).map(network);
    return fusedLogSumExp(marginal).sub<tf.Scalar>(Math.log(marginal.shape[0])).sub(joint.mean());
  };
  // Asked for the cost, minimize always gives it.
  return (pairs) => optimizer.minimize(() => negativeBound(pairs), true, [w0, b0, w1, b1, w2, b2]) as tf.Scalar;
}
