import { tf } from "../../engine/tf";
import { apply } from "../apply";
import { requireWhole } from "../requireWhole";
import { requireWidths } from "./checks";
import { flat, perceptron } from "./perceptron";

export interface JointDiscriminatorOptions {
  /** Shape of one x: `[28, 28, 1]` for images. */
  inputShape: readonly number[];
  /** Width of z. */
  latentDim: number;
  /** Widths of the hidden layers. Default [512, 512]. */
  hiddenDims?: readonly number[];
  /** Seed of the weights; equal seeds give equal weights. Default 0. */
  seed?: number;
}

/**
 * The discriminator of a bi-directional GAN: whether a pair is data with its code, or a prior's code with what is decoded from it.
 *
 * D(x, z) = σ(logit([x, z])), dense layers with leaky ReLU of slope 0.2 on x and z side by side; the model gives the logit
 *
 * @paper arXiv 1606.00704v3 (ALI), section 2, and arXiv 1801.04062, section on inference: dense layers for MNIST; widths are not given there.
 * @returns a model from `[x, z]`, float32 `[N, ...inputShape]` and `[N, latentDim]`, to logits `[N, 1]`, above 0 for "data with its code".
 * @throws ModelError `jointDiscriminator: latentDim is 0; it must be a whole number from 1`.
 * @cost built in milliseconds.
 */
export function jointDiscriminator(options: JointDiscriminatorOptions): tf.LayersModel {
  const { inputShape, latentDim, hiddenDims = [512, 512], seed = 0 } = options;
  requireWhole("jointDiscriminator", 1, { latentDim });
  requireWidths("jointDiscriminator", { inputShape, hiddenDims });
  const x = tf.input({ shape: [...inputShape], name: "x" });
  const z = tf.input({ shape: [latentDim], name: "z" });
  const pair = apply(tf.layers.concatenate({ name: "discriminator_pair" }), [flat(x, "discriminator_flat"), z]);
  const logit = perceptron(pair, { prefix: "discriminator", hiddenDims, units: 1, slope: 0.2, seed });
  return tf.model({ inputs: [x, z], outputs: logit, name: "joint_discriminator" });
}
