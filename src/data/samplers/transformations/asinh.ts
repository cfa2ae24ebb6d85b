import { tf } from "../../../engine/tf";
import type { Injection } from "../transformed";

/** log(y + √(y² + 1)) of every number: shorter tails. */
export const asinh: Injection = {
  name: "asinh",
  outputDims: (dims) => dims,
  apply: (rows) => tf.asinh(rows),
  invert: (rows) => tf.sinh(rows),
};
