import { op } from "../op";
import { tf } from "../tf";
import { differentiable } from "./differentiable";

export interface FusedBatchNormOptions {
  /** Added to the variance. Default 1e-5. */
  epsilon?: number;
  /** Called once with the batch's mean and unbiased variance (division by count - 1), `[C]` each, valid during the call. */
  observe?: (mean: tf.Tensor1D, variance: tf.Tensor1D) => void;
}

/**
 * Batch normalization in training: each channel by its own mean and (biased) variance over N, H and W.
 *
 * y = scale · (x - mean) / √(variance + epsilon) + offset
 *
 * One TensorFlow kernel forward and one backward. Under a gradient of a gradient the backward pass is composed of
 * differentiable ops, since the fused one has no gradient.
 *
 * @paper arXiv 1502.03167v3, algorithm 1.
 * @param x float32 `[N, H, W, C]`.
 * @param scale float32 `[C]`.
 * @param offset float32 `[C]`.
 * @returns float32 `[N, H, W, C]`.
 * @cost 512 x 16 x 16 x 16, forward and backward, on 2 cores: about 10 ms, a fifth of the composed ops.
 */
export function fusedBatchNorm(
  x: tf.Tensor4D,
  scale: tf.Tensor1D,
  offset: tf.Tensor1D,
  options: FusedBatchNormOptions = {},
): tf.Tensor4D {
  const { epsilon = 1e-5, observe } = options;
  const attributes = { T: "float32", U: "float32", epsilon, data_format: "NHWC", is_training: true };
  return differentiable<tf.Tensor4D>([x, scale, offset], (save) => {
    const none = tf.zeros([0]);
    const [y, mean, variance, ...reserved] = op("FusedBatchNormV3", [x, scale, offset, none, none], attributes, 6);
    observe?.(mean as tf.Tensor1D, variance as tf.Tensor1D);
    save([x, scale, ...reserved]);
    return {
      value: y as tf.Tensor4D,
      fusedGradient: (dy, saved) => op("FusedBatchNormGradV3", [dy, ...saved], attributes, 5).slice(0, 3),
      composedGradient: (dy, saved) => composedGradient(dy, saved[0], saved[1], epsilon),
    };
  });
}

function composedGradient(dy: tf.Tensor, x: tf.Tensor, scale: tf.Tensor, epsilon: number): tf.Tensor[] {
  const axes = [0, 1, 2];
  const { mean, variance } = tf.moments(x, axes, true);
  const inverse = variance.add(epsilon).rsqrt();
  const normalized = x.sub(mean).mul(inverse);
  const dScale = dy.mul(normalized).sum(axes);
  const centred = dy.sub(dy.mean(axes, true)).sub(normalized.mul(dy.mul(normalized).mean(axes, true)));
  return [scale.mul(inverse).mul(centred), dScale, dy.sum(axes)];
}
