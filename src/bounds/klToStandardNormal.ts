import { tf } from "../engine/tf";
import { BoundError } from "./boundError";

/**
 * How many nats a diagonal Gaussian is from the standard normal, in the mean over rows: the rate of a variational bottleneck or autoencoder,
 * and what bounds the information of a Gaussian code from above.
 *
 * I(X;Z) <= mean over n of KL(N(μ_n, σ_n²) ‖ N(0, I)) = mean over n of ½ Σ_k ( μ_nk² + σ_nk² - 1 - log σ_nk² )
 *
 * The bound is off by KL(p(z) ‖ N(0, I)), p(z) what the codes of all x are together.
 *
 * @paper arXiv 1612.00410v7, equations 14 to 17; arXiv 1312.6114v11, appendix B, for the closed form.
 * @param mean μ, float32 `[N, K]`.
 * @param deviation σ, float32 `[N, K]`, above 0; at 0 the bound is infinite.
 * @returns a scalar in nats, at least 0; 0 where μ = 0 and σ = 1.
 * @throws BoundError `klToStandardNormal: mean is [8, 2] but deviation is [8, 3]; both need the same shape [N, K]`.
 * @cost O(N K).
 */
export function klToStandardNormal(mean: tf.Tensor2D, deviation: tf.Tensor2D): tf.Scalar {
  const shape = (tensor: tf.Tensor): string => `[${tensor.shape.join(", ")}]`;
  if (mean.rank !== 2 || mean.size === 0 || shape(mean) !== shape(deviation))
    throw new BoundError(
      `klToStandardNormal: mean is ${shape(mean)} but deviation is ${shape(deviation)}; both need the same shape [N, K]`,
    );
  return tf.tidy(() => {
    const each = mean.square().add(deviation.square()).sub(1).sub(deviation.log().mul(2));
    return each.sum(1).mean<tf.Scalar>().div(2);
  });
}
