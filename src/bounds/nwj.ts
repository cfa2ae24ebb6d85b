import { tf } from "../engine/tf";
import { checkScores } from "./checkScores";
import { logMeanExp } from "./logMeanExp";

/**
 * The bound of Nguyen, Wainwright and Jordan, MINE-f in the paper: unbiased on a batch of any size, and looser than Donsker-Varadhan.
 *
 * I(X;Z) >= mean T(x, z) - mean exp(T(x, z̄) - 1), with equality in expectation for T = 1 + log(dP/dQ) only
 *
 * @paper arXiv 1801.04062, section 2, the f-divergence representation.
 * @param joint float32 of any shape: T of pairs drawn together, in nats.
 * @param marginal float32 of any shape, also of another size: T of pairs whose parts were drawn apart, as by `cyclicShift`.
 * @returns a scalar in nats; at most `donskerVaradhan` of the same scores, and -∞ where a score is above some 89. All scores
 *   equal to 1: 0.
 * @throws BoundError `nwj: joint is [0]; the scores of at least one pair are needed`.
 * @cost O(N).
 */
export function nwj(joint: tf.Tensor, marginal: tf.Tensor): tf.Scalar {
  checkScores("nwj", { joint, marginal });
  return tf.tidy(() => joint.mean<tf.Scalar>().sub(logMeanExp(marginal).sub(1).exp()));
}
