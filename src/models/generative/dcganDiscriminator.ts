import { tf } from "../../engine/tf";
import { apply } from "../apply";
import { BatchNorm } from "../batchNorm";
import { plainNormal } from "../initializer";
import { requireWhole } from "../requireWhole";
import { halvings, requireWidths } from "./checks";
import { rectifier } from "../hiddenLayers";
import { flat } from "./perceptron";

export interface DcganDiscriminatorOptions {
  /** `[H, W, C]`, both sides even and at least 8. Default [28, 28, 1]. */
  imageShape?: readonly [height: number, width: number, channels: number];
  /** Channels of the first layer; each later layer has twice as many. Default 64. */
  width?: number;
  /** Pixels along an edge of the kernels. Default 5. */
  kernelSize?: number;
  /** Batch norm after every convolution but the first. Default true. */
  batchNorm?: boolean;
  /** Seed of the weights; equal seeds give equal weights. Default 0. */
  seed?: number;
}

/**
 * The discriminator of a DCGAN: convolutions of stride 2 halve the image, with leaky ReLU of slope 0.2, down to one logit.
 *
 * [convolution - BN (but in the first) - leaky ReLU] x L - dense; L as in `dcganGenerator`
 *
 * @paper arXiv 1511.06434v2, section 3; used for stacked MNIST in arXiv 1801.04062.
 * @differs scales of batch norm begin at 1, in the authors' code at N(1, 0.02²). Weights begin at N(0, 0.02²), as there.
 * @returns a model from float32 `[N, H, W, C]` to logits `[N, 1]`, above 0 for "true".
 * @throws ModelError `dcganDiscriminator: imageShape is 27 x 27; both sides must be even and at least 8, for instance 28 or 32`;
 *   `dcganDiscriminator: width is 0; it must be a whole number from 1`.
 * @cost 28 x 28 with width 64: 0.2 M parameters.
 */
export function dcganDiscriminator(options: DcganDiscriminatorOptions = {}): tf.LayersModel {
  const { imageShape = [28, 28, 1], width = 64, kernelSize = 5, batchNorm = true, seed = 0 } = options;
  requireWhole("dcganDiscriminator", 1, { width, kernelSize });
  requireWidths("dcganDiscriminator", { imageShape });
  const layers = halvings("dcganDiscriminator", imageShape);
  const images = tf.input({ shape: [...imageShape], name: "images" });
  let x = images;
  for (let layer = 1; layer <= layers; layer++) {
    const name = `discriminator_${layer}`;
    const normalized = batchNorm && layer > 1;
    const shape = { filters: width * 2 ** (layer - 1), kernelSize, strides: 2, padding: "same" as const };
    const kernelInitializer = plainNormal(seed, name, 0.02);
    x = apply(tf.layers.conv2d({ ...shape, useBias: !normalized, kernelInitializer, name }), x);
    if (normalized) x = apply(new BatchNorm({ momentum: 0.9, epsilon: 1e-5, name: `${name}_bn` }), x);
    x = apply(rectifier(`${name}_relu`, 0.2), x);
  }
  const kernelInitializer = plainNormal(seed, "discriminator_logit", 0.02);
  const logit = tf.layers.dense({ units: 1, kernelInitializer, name: "discriminator_logit" });
  const outputs = apply(logit, flat(x, "discriminator_flat"));
  return tf.model({ inputs: images, outputs, name: "dcgan_discriminator" });
}
