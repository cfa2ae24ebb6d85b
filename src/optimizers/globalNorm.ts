import { op } from "../engine/op";
import { tf } from "../engine/tf";

/**
 * The length of several tensors taken as one long vector.
 *
 * ‖g‖ = √(Σ over tensors Σ over entries g²)
 *
 * @param gradients float32 of any shapes, by name, as `tf.variableGrads` gives them; null counts as 0.
 * @returns a scalar, at least 0.
 * @cost reads each gradient once.
 */
export function globalNorm(gradients: tf.NamedTensorMap): tf.Scalar {
  return tf.tidy(() => {
    const halves = present(gradients).map(([, gradient]) => op("L2Loss", [gradient], { T: "float32" }));
    return (halves.length === 0 ? tf.scalar(0) : tf.addN(halves).mul(2).sqrt()) as tf.Scalar;
  });
}

/** The gradients that there are: tfjs gives null for a variable that the loss does not depend on. */
export function present(gradients: tf.NamedTensorMap): [name: string, gradient: tf.Tensor][] {
  return Object.entries(gradients as Record<string, tf.Tensor | null>).filter(
    (entry): entry is [string, tf.Tensor] => entry[1] !== null,
  );
}
