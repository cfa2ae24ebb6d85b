import { op } from "../engine/op";
import { tf } from "../engine/tf";

/** Values clipped to [0, 1], as one op where `tf.clipByValue` takes several. */
export function clipToUnit<T extends tf.Tensor>(values: T): T {
  return op<T>("ClipByValue", [values, tf.scalar(0), tf.scalar(1)], { T: "float32" });
}
