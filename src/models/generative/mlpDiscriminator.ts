import { tf } from "../../engine/tf";
import { requireWidths } from "./checks";
import { flat, perceptron } from "./perceptron";

export interface MlpDiscriminatorOptions {
  /** Shape of one example: `[2]` for points, `[28, 28, 1]` for images. */
  inputShape: readonly number[];
  /** Widths of the hidden layers. Default [128, 128]. */
  hiddenDims?: readonly number[];
  /** Seed of the weights; equal seeds give equal weights. Default 0. */
  seed?: number;
}

/**
 * A discriminator of dense layers, with leaky ReLU of slope 0.2.
 *
 * D(x) = σ(logit(x)); the model gives the logit
 *
 * @paper arXiv 1801.04062, section on mode dropping; widths are not given there.
 * @returns a model from float32 `[N, ...inputShape]` to logits `[N, 1]`, above 0 for "true".
 * @throws ModelError `mlpDiscriminator: hiddenDims[0] is 0; it must be a whole number from 1`.
 * @cost built in milliseconds.
 */
export function mlpDiscriminator(options: MlpDiscriminatorOptions): tf.LayersModel {
  const { inputShape, hiddenDims = [128, 128], seed = 0 } = options;
  requireWidths("mlpDiscriminator", { inputShape, hiddenDims });
  const x = tf.input({ shape: [...inputShape], name: "x" });
  const rows = flat(x, "discriminator_flat");
  const logit = perceptron(rows, { prefix: "discriminator", hiddenDims, units: 1, slope: 0.2, seed });
  return tf.model({ inputs: x, outputs: logit, name: "mlp_discriminator" });
}
