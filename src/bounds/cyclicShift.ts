import { tf } from "../engine/tf";
import { BoundError } from "./boundError";

/**
 * The z of a batch, each moved to another x: pairs of the marginals' product from joint ones.
 *
 * z̄_i = z_(i + by) mod N
 *
 * Not a random permutation: that leaves one z of a batch, on average, beside its own x, whatever N. The "marginals" are then
 * (1 - 1/N) Q + P/N, which caps every bound near log N and, since dP/dQ is largest just there, makes the estimate of
 * E_Q[exp T] wrong by orders of magnitude at a large mutual information. A shift has no fixed point, and costs no sort. The order of the
 * batch must be random, as it is where samples are drawn.
 *
 * @paper arXiv 1801.04062, algorithm 1: marginal samples, for which it lets one drop x from joint ones.
 * @differs public implementations shuffle z within the batch, fixed points included.
 * @param z of any dtype, `[N, ...]` with N at least 2.
 * @param by a whole number, no multiple of N. Default 1.
 * @returns of the shape and dtype of z.
 * @throws BoundError `cyclicShift: z is [1, 20]; at least 2 rows are needed`;
 *   `cyclicShift: by is 8 of 8 rows, which moves none; a whole number that is no multiple of 8 is needed`.
 * @cost O(N D), one copy.
 */
export function cyclicShift<T extends tf.Tensor>(z: T, by = 1): T {
  const n = z.rank === 0 ? 0 : z.shape[0];
  if (n < 2) throw new BoundError(`cyclicShift: z is [${z.shape.join(", ")}]; at least 2 rows are needed`);
  if (!Number.isInteger(by) || by % n === 0)
    throw new BoundError(
      `cyclicShift: by is ${by} of ${n} rows, which moves none; a whole number that is no multiple of ${n} is needed`,
    );
  const first = ((by % n) + n) % n;
  return tf.tidy(() => {
    const [head, tail] = tf.split(z, [first, n - first]);
    return tf.concat([tail, head]) as T;
  });
}
