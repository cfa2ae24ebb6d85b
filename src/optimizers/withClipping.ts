import type { tf } from "../engine/tf";
import { beforeUpdate } from "./beforeUpdate";
import { checkMaxNorm, clipByGlobalNorm } from "./clipByGlobalNorm";

/**
 * Lets an optimizer clip the gradients of every update by their global norm, also within `minimize`; see `clipByGlobalNorm`.
 *
 * @param optimizer any; it is changed.
 * @param options.maxNorm largest length of all gradients as one vector, above 0.
 * @returns the optimizer given.
 * @throws OptimizerError `withClipping: maxNorm is 0; it must be above 0`.
 * @cost that of `clipByGlobalNorm` an update.
 */
export function withClipping<O extends tf.Optimizer>(optimizer: O, { maxNorm }: { maxNorm: number }): O {
  checkMaxNorm("withClipping", maxNorm);
  return beforeUpdate(optimizer, (gradients) => clipByGlobalNorm(gradients, maxNorm));
}
