import { rateOf } from "../engine/compile";
import { tf } from "../engine/tf";
import { beforeUpdate } from "./beforeUpdate";
import { biasOrBatchNorm } from "./exclusions";
import { OptimizerError } from "./optimizerError";

export interface WithWeightDecayOptions {
  /** λ, at least 0. */
  weightDecay: number;
  /** Variables, by name, that do not decay. Default biases and batch norm: names that end in bias, gamma or beta. */
  exclude?: (name: string) => boolean;
}

/**
 * Lets an optimizer shrink the weights before every update by itself, beside the gradients: "decoupled" weight decay. Adam becomes
 * AdamW, gradient descent with momentum SGDW.
 *
 * w ← w - η λ w, then the optimizer's update; η is the learning rate, as it is at that update
 *
 * @paper arXiv 1711.05101v3, algorithms 1 and 2, where η λ is written as one factor of the schedule.
 * @differs from SimCLR, which has no decoupled decay: `l2Penalty`, and within LARS.
 * @param optimizer any of `tf.train` or ours; it is changed. Only variables that have a gradient decay.
 * @returns the optimizer given.
 * @throws OptimizerError `withWeightDecay: weightDecay is -1; it must be at least 0`.
 * @cost reads and writes each weight once an update.
 */
export function withWeightDecay<O extends tf.Optimizer>(optimizer: O, options: WithWeightDecayOptions): O {
  const { weightDecay, exclude = biasOrBatchNorm } = options;
  if (!(weightDecay >= 0))
    throw new OptimizerError(`withWeightDecay: weightDecay is ${weightDecay}; it must be at least 0`);
  // A protected field of every optimizer of tf.train.
  const rate = (): number => (optimizer as unknown as { learningRate: number }).learningRate;
  return beforeUpdate(optimizer, (gradients) => {
    const kept = tf.sub(1, rateOf(optimizer, rate).mul(weightDecay));
    for (const name of Object.keys(gradients))
      if (!exclude(name)) {
        const weights = tf.engine().registeredVariables[name];
        weights.assign(weights.mul(kept));
      }
    return gradients;
  });
}
