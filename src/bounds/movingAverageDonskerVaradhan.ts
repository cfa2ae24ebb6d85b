import { detached } from "../engine/detached";
import { tf } from "../engine/tf";
import { BoundError } from "./boundError";
import { checkScores } from "./checkScores";
import { logMeanExp } from "./logMeanExp";

export interface MovingAverageOptions {
  /**
   * float32 `[2]`: the logarithm of the average and the weight of the batches that are in it. A tensor, not hidden in the bound: keep it in a
   * variable, save it with the critic. At the start `tf.zeros([2])`, which holds no batch.
   */
  state: tf.Tensor1D;
  /** a, the share of the newest batch in the long run, above 0 and at most 1; 1 is `donskerVaradhan`. Default 0.01. */
  rate?: number;
}

/**
 * The Donsker-Varadhan bound with MINE's correction of its gradient: the denominator, a mean over one batch, becomes a moving average over all
 * batches so far.
 *
 * ∇ = mean ∇T(x, z) - mean( ∇T(x, z̄) exp T(x, z̄) ) / m_t, m_t = m_(t-1) + a_t (mean exp T(x, z̄) - m_(t-1)), a_t = a / (1 - (1 - a)^t)
 *
 * A batch's gradient is biased, being a ratio of two means of the same batch; for a fixed critic the average removes all but about
 * a share a of that. It does not remove it, and while the critic moves fast the average lags behind: use a larger rate then. The
 * average holds the present batch, so no term weighs more than 1/a_t.
 *
 * @paper arXiv 1801.04062, section 3.2.
 * @differs implementations start the average at 1 or at 0, so that the first gradients are wrong by a factor of up to 1/a. Here a_1 is 1:
 *   the first gradient is the plain one, and no batch ever counts more than a newer one.
 * @param joint float32 of any shape: T of pairs drawn together, in nats.
 * @param marginal float32 of any shape, also of another size: T of pairs whose parts were drawn apart, as by `cyclicShift`.
 * @returns `value`, a scalar in nats: that of `donskerVaradhan`, with the corrected gradient; and `state`, float32 `[2]`, of the next
 *   call. No gradient flows through either state.
 * @throws BoundError `movingAverageDonskerVaradhan: rate is 0 but must be above 0 and at most 1`;
 *   `movingAverageDonskerVaradhan: state is [1]; float32 [2] is needed, tf.zeros([2]) at the start`;
 *   `movingAverageDonskerVaradhan: joint is [0]; the scores of at least one pair are needed`.
 * @cost O(N).
 */
export function movingAverageDonskerVaradhan(
  joint: tf.Tensor,
  marginal: tf.Tensor,
  options: MovingAverageOptions,
): { value: tf.Scalar; state: tf.Tensor1D } {
  const { state, rate = 0.01 } = options;
  check(state, rate);
  checkScores("movingAverageDonskerVaradhan", { joint, marginal });
  return tf.tidy(() => {
    const next = advance(state, { marginal, rate });
    const logAverage = next.slice(0, 1).asScalar();
    // The value of log mean exp(T), the gradient of mean exp(T) / m.
    const partition = tf.customGrad<tf.Scalar>((...given) => {
      const [scores, average, save] = given as unknown as [tf.Tensor, tf.Scalar, tf.GradSaveFunc];
      save([scores, average]);
      const gradFunc = (dy: tf.Scalar, [t, logM]: tf.Tensor[]): tf.Tensor[] => [
        t
          .sub(logM.add(Math.log(t.size)))
          .exp()
          .mul(dy),
        tf.zeros([]),
      ];
      return { value: logMeanExp(scores), gradFunc };
    })(marginal, logAverage);
    return { value: joint.mean<tf.Scalar>().sub(partition), state: next };
  });
}

/** The state with one more batch in it; a constant for every gradient. */
function advance(state: tf.Tensor1D, { marginal, rate }: { marginal: tf.Tensor; rate: number }): tf.Tensor1D {
  return detached([state, marginal], (old, scores) => {
    const [logAverage, weight] = tf.split(old as tf.Tensor1D, 2).map((part) => part.asScalar());
    // 1 - (1 - a)^t as the moving average of ones: exactly a at the first batch, whose share is then exactly 1.
    const newWeight = weight.mul(1 - rate).add<tf.Scalar>(rate);
    const share = tf.div<tf.Scalar>(rate, newWeight);
    const logNew = tf.stack([logAverage.add(tf.log(tf.sub(1, share))), logMeanExp(scores).add(tf.log(share))]);
    return tf.stack([tf.logSumExp(logNew), newWeight]) as tf.Tensor1D;
  });
}

function check(state: tf.Tensor, rate: number): void {
  if (!(rate > 0 && rate <= 1))
    throw new BoundError(`movingAverageDonskerVaradhan: rate is ${rate} but must be above 0 and at most 1`);
  if (state.rank !== 1 || state.shape[0] !== 2)
    throw new BoundError(
      `movingAverageDonskerVaradhan: state is [${state.shape.join(", ")}]; float32 [2] is needed, tf.zeros([2]) at the start`,
    );
}
