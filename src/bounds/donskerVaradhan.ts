import { tf } from "../engine/tf";
import { checkScores } from "./checkScores";
import { logMeanExp } from "./logMeanExp";

/**
 * The Donsker-Varadhan bound on mutual information, which MINE maximises: what a critic T scores joint pairs above marginal ones.
 *
 * I(X;Z) >= mean T(x, z) - log mean exp(T(x, z̄)), with equality in expectation for T = log(dP/dQ) + any constant
 *
 * On a finite batch it is biased upwards for a fixed critic, and so is not a bound: judge a critic on data that it was not trained on,
 * and on much of it. Its gradient is that of the batch, whose denominator is a mean of few terms; see
 * `movingAverageDonskerVaradhan`.
 *
 * @paper arXiv 1801.04062, theorem 1 and algorithm 1.
 * @param joint float32 of any shape: T of pairs drawn together, in nats.
 * @param marginal float32 of any shape, also of another size: T of pairs whose parts were drawn apart, as by `cyclicShift`.
 * @returns a scalar in nats; at least `nwj` of the same scores. All scores equal: 0.
 * @throws BoundError `donskerVaradhan: joint is [0]; the scores of at least one pair are needed`.
 * @cost O(N).
 */
export function donskerVaradhan(joint: tf.Tensor, marginal: tf.Tensor): tf.Scalar {
  checkScores("donskerVaradhan", { joint, marginal });
  return tf.tidy(() => joint.mean<tf.Scalar>().sub(logMeanExp(marginal)));
}
