import { tf } from "../engine/tf";
import { globalNorm, present } from "./globalNorm";
import { OptimizerError } from "./optimizerError";

/**
 * Shortens the gradients of a step, all by one factor, to a length of at most maxNorm: `optimizer.applyGradients(clipByGlobalNorm(grads, 5))`.
 *
 * g ← g · min(1, maxNorm / ‖g‖), with ‖g‖ the `globalNorm` of all gradients
 *
 * @paper arXiv 1211.5063v2, algorithm 1.
 * @differs from PyTorch, which divides by ‖g‖ + 1e-6.
 * @param gradients float32 of any shapes, by name, as `tf.variableGrads` gives them. They stay the caller's.
 * @param maxNorm above 0.
 * @returns new tensors, by the same names; null for what was null. Without a finite ‖g‖ they are NaN, so that training stops.
 * @throws OptimizerError `clipByGlobalNorm: maxNorm is 0; it must be above 0`.
 * @cost reads each gradient twice and writes it once.
 */
export function clipByGlobalNorm(gradients: tf.NamedTensorMap, maxNorm: number): tf.NamedTensorMap {
  checkMaxNorm("clipByGlobalNorm", maxNorm);
  return tf.tidy(() => {
    const norm = globalNorm(gradients);
    // Without the second term an infinite norm would turn finite gradients into 0 without a word.
    const scale = tf.div(maxNorm, tf.maximum(norm, maxNorm)).add(norm.mul(0));
    const clipped = present(gradients).map(([name, gradient]) => [name, gradient.mul(scale)]);
    return { ...gradients, ...(Object.fromEntries(clipped) as tf.NamedTensorMap) };
  });
}

export function checkMaxNorm(asker: string, maxNorm: number): void {
  if (!(maxNorm > 0)) throw new OptimizerError(`${asker}: maxNorm is ${maxNorm}; it must be above 0`);
}
