import { op } from "../op";
import { tf } from "../tf";
import { differentiable } from "./differentiable";

/**
 * max(x, 0) with one TensorFlow kernel for its gradient, where tfjs composes seven ops over the whole activation.
 *
 * @param x float32 of any shape.
 * @returns float32 of that shape; the gradient at 0 is 0.
 */
export function fusedRelu<T extends tf.Tensor>(x: T): T {
  return differentiable<T>([x], (save) => {
    const y = op<T>("Relu", [x], { T: "float32" });
    save([y]);
    return {
      value: y,
      fusedGradient: (dy, [kept]) => [op("ReluGrad", [dy, kept], { T: "float32" })],
      composedGradient: (dy, [kept]) => [dy.mul(kept.step())],
    };
  });
}
