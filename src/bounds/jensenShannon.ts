import { tf } from "../engine/tf";
import { checkScores } from "./checkScores";

/**
 * What a discriminator of joint and marginal pairs maximises: a bound on the Jensen-Shannon divergence between the two, less log 4, twice.
 *
 * mean log σ(T(x, z)) + mean log(1 - σ(T(x, z̄))) <= 2 JS(P, Q) - log 4, with equality in expectation for T = log(dP/dQ)
 *
 * No value of mutual information, but its best critic is the one that `smile` and the bounds need, and no exponential makes its
 * gradient noisy.
 *
 * @paper arXiv 1910.06222: the objective that trains SMILE's critic.
 * @param joint float32 of any shape: T of pairs drawn together.
 * @param marginal float32 of any shape, also of another size: T of pairs whose parts were drawn apart, as by `cyclicShift`.
 * @returns a scalar in nats, at most 0. All scores 0: -log 4.
 * @throws BoundError `jensenShannon: joint is [0]; the scores of at least one pair are needed`.
 * @cost O(N).
 */
export function jensenShannon(joint: tf.Tensor, marginal: tf.Tensor): tf.Scalar {
  checkScores("jensenShannon", { joint, marginal });
  return tf.tidy(() => tf.softplus(joint.neg()).mean<tf.Scalar>().add<tf.Scalar>(tf.softplus(marginal).mean()).neg());
}
