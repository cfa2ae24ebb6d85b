import { op } from "../engine/op";
import type { tf } from "../engine/tf";

/** a · b over the last two axes, the others broadcast as in element-wise ops (which `tf.matMul` copies to do). */
export function batchMatMul<T extends tf.Tensor>(a: tf.Tensor, b: tf.Tensor, { transposeB = false } = {}): T {
  return op<T>("BatchMatMulV2", [a, b], { T: "float32", adj_x: false, adj_y: transposeB });
}
