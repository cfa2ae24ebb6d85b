import { tf } from "../../engine/tf";

/** Mean cross-entropy of logits with the same target for all: -t log σ(l) - (1 - t) log(1 - σ(l)). */
export function crossEntropyWith(target: number, logits: tf.Tensor): tf.Scalar {
  const asTrue = (): tf.Tensor => tf.softplus(logits.neg()).mean().mul(target);
  const asFalse = (): tf.Tensor =>
    tf
      .softplus(logits)
      .mean()
      .mul(1 - target);
  const sum = target === 1 ? asTrue() : target === 0 ? asFalse() : asTrue().add(asFalse());
  return sum as tf.Scalar;
}
