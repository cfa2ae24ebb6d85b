import type { tf } from "../../../engine/tf";
import type { Injection } from "../transformed";

/** sign(y) |y|^(3/2) of every number: longer tails. */
export const halfCube: Injection = {
  name: "halfCube",
  outputDims: (dims) => dims,
  apply: (rows) => rows.mul<tf.Tensor2D>(rows.abs().sqrt()),
  invert: (rows) => rows.sign().mul<tf.Tensor2D>(rows.abs().pow(2 / 3)),
};
