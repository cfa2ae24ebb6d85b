import { tf } from "../engine/tf";
import { BoundError } from "./boundError";
import { checkScores } from "./checkScores";
import { logMeanExp } from "./logMeanExp";

export interface SmileOptions {
  /** τ in nats, above 0: marginal scores are held within -τ and τ. Infinity: the Donsker-Varadhan bound. Default 5. */
  clip?: number;
}

/**
 * SMILE: the Donsker-Varadhan bound with clipped marginal scores, which trades its variance, exponential in the true value, for bias.
 *
 * I(X;Z) ≈ mean T(x, z) - log mean clip(exp T(x, z̄), e^-τ, e^τ), for T near log(dP/dQ): the free constant is gone
 *
 * It values a critic that was trained by something else, as by `jensenShannon` in its paper: a large T of joint pairs costs
 * nothing beyond τ, so maximising it has no end.
 *
 * @paper arXiv 1910.06222, the estimator that it proposes; τ is 1, 5 or infinite there.
 * @param joint float32 of any shape: T of pairs drawn together, in nats.
 * @param marginal float32 of any shape, also of another size: T of pairs whose parts were drawn apart, as by `cyclicShift`.
 * @returns a scalar in nats, no bound on the mutual information for a finite τ. All scores 0: 0.
 * @throws BoundError `smile: clip is 0 but must be a positive number`;
 *   `smile: joint is [0]; the scores of at least one pair are needed`.
 * @cost O(N).
 */
export function smile(joint: tf.Tensor, marginal: tf.Tensor, { clip = 5 }: SmileOptions = {}): tf.Scalar {
  if (!(clip > 0)) throw new BoundError(`smile: clip is ${clip} but must be a positive number`);
  checkScores("smile", { joint, marginal });
  return tf.tidy(() => joint.mean<tf.Scalar>().sub(logMeanExp(marginal.clipByValue(-clip, clip))));
}
