import { tf } from "../../../engine/tf";
import type { Injection } from "../transformed";

/** The roll's outer end is about 14.1 from its middle; the picture is about 1 wide then. */
const scale = 21;

/**
 * A number of (0, 1), as `normalCdf` gives, to the point of the plane that far along a rolled strip.
 *
 * t = (3π/2)(1 + 2u), (t cos t, t sin t) / 21
 */
export const swissRoll: Injection = {
  name: "swissRoll",
  outputDims: (dims) => (dims === 1 ? 2 : undefined),
  apply: (rows) =>
    tf.tidy(() => {
      const t = rows
        .mul(2)
        .add(1)
        .mul<tf.Tensor2D>(1.5 * Math.PI);
      return tf.concat([t.cos(), t.sin()], 1).mul<tf.Tensor2D>(t.div(scale));
    }),
  // The radius alone says how far along.
  invert: (rows) =>
    tf.tidy(() =>
      tf
        .norm(rows, "euclidean", 1, true)
        .mul(scale / (1.5 * Math.PI))
        .sub(1)
        .div<tf.Tensor2D>(2),
    ),
};
