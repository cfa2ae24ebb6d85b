import { op } from "../op";
import { tf } from "../tf";
import { differentiable } from "./differentiable";

export interface FusedBatchNormInferenceOptions {
  /** float32 `[C]`. Not differentiated by. */
  mean: tf.Tensor1D;
  /** float32 `[C]`, at least 0. Not differentiated by. */
  variance: tf.Tensor1D;
  /** float32 `[C]`. */
  scale: tf.Tensor1D;
  /** float32 `[C]`. */
  offset: tf.Tensor1D;
  /** Added to the variance. Default 1e-5. */
  epsilon?: number;
}

/**
 * Batch normalization in inference: each channel by statistics that were gathered before.
 *
 * y = scale · (x - mean) / √(variance + epsilon) + offset
 *
 * One TensorFlow kernel forward and one backward, for a frozen encoder that is trained through. Under a gradient of a
 * gradient the backward pass is composed of differentiable ops.
 *
 * @paper arXiv 1502.03167v3, algorithm 2.
 * @param x float32 `[N, H, W, C]`.
 * @returns float32 `[N, H, W, C]`.
 */
export function fusedBatchNormInference(x: tf.Tensor4D, options: FusedBatchNormInferenceOptions): tf.Tensor4D {
  const { mean, variance, scale, offset, epsilon = 1e-5 } = options;
  const attributes = { T: "float32", U: "float32", epsilon, data_format: "NHWC", is_training: false };
  return differentiable<tf.Tensor4D>([x, scale, offset], (save) => {
    const [y, , , , , reserved] = op("FusedBatchNormV3", [x, scale, offset, mean, variance], attributes, 6);
    save([x, scale, mean, variance, reserved]);
    return {
      value: y as tf.Tensor4D,
      fusedGradient: (dy, saved) => op("FusedBatchNormGradV3", [dy, ...saved], attributes, 5).slice(0, 3),
      composedGradient: (dy, saved) => {
        const inverse = saved[3].add(epsilon).rsqrt();
        const normalized = saved[0].sub(saved[2]).mul(inverse);
        const axes = [0, 1, 2];
        return [dy.mul(saved[1].mul(inverse)), dy.mul(normalized).sum(axes), dy.sum(axes)];
      },
    };
  });
}
