import { op } from "../engine/op";
import { tf } from "../engine/tf";
import { globalNorm, present } from "./globalNorm";

/**
 * Adds the gradient of a mutual information term to that of an adversarial loss, no longer than the latter: the information
 * cannot outweigh the game.
 *
 * g = g_u + min(‖g_u‖, ‖g_m‖) · g_m / ‖g_m‖, with the norm over all variables together
 *
 * @paper arXiv 1801.04062v5, supplementary material, "Adaptive clipping".
 * @param adversarial g_u, float32 of any shapes, by name, as `tf.variableGrads` gives them for the adversarial loss.
 * @param information g_m, of the same variables, for what is minimised of the information: -I where it is to grow.
 * @returns new tensors by the names of both; null where both are. With ‖g_m‖ = 0 it is g_u.
 * @cost reads each gradient twice and writes it once.
 */
export function adaptiveClipping(adversarial: tf.NamedTensorMap, information: tf.NamedTensorMap): tf.NamedTensorMap {
  return tf.tidy(() => {
    const norm = globalNorm(information);
    const length = tf.minimum(globalNorm(adversarial), norm);
    const scale = op("DivNoNan", [length, norm], { T: "float32" });
    const none = Object.keys(information).map((name) => [name, null]);
    const combined = { ...(Object.fromEntries(none) as tf.NamedTensorMap), ...adversarial };
    for (const [name, gradient] of present(adversarial)) combined[name] = gradient.clone();
    for (const [name, gradient] of present(information)) {
      const added = gradient.mul(scale);
      combined[name] = (combined[name] as tf.Tensor | null)?.add(added) ?? added;
    }
    return combined;
  });
}
