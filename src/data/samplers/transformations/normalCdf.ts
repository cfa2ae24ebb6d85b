import { op } from "../../../engine/op";
import { tf } from "../../../engine/tf";
import type { Injection } from "../transformed";

/**
 * Φ(y) of every number: standard normal numbers become uniform on (0, 1). One-to-one as far as float32 goes, which is to about 5:
 * there Φ rounds to 1.
 */
export const normalCdf: Injection = {
  name: "normalCdf",
  outputDims: (dims) => dims,
  apply: (rows) => tf.erf(rows.mul<tf.Tensor2D>(Math.SQRT1_2)).add<tf.Tensor2D>(1).mul<tf.Tensor2D>(0.5),
  invert: (rows) => op<tf.Tensor2D>("Ndtri", [rows], { T: "float32" }),
};
