import { tf } from "../../engine/tf";
import { apply } from "../apply";
import { BatchNorm } from "../batchNorm";
import { plainNormal } from "../initializer";
import { requireWhole } from "../requireWhole";
import { halvings, type OutputActivation, requireActivation, requireWidths } from "./checks";

export interface DcganGeneratorOptions {
  /** Width of z: noise and code together. */
  latentDim: number;
  /** `[H, W, C]`, both sides even and at least 8. Default [28, 28, 1]. */
  imageShape?: readonly [height: number, width: number, channels: number];
  /** Channels before the last layer; each layer before has twice as many. Default 64. */
  width?: number;
  /** Pixels along an edge of the kernels. Default 5. */
  kernelSize?: number;
  /** Default "sigmoid", for images in [0, 1]. */
  activation?: OutputActivation;
  /** Seed of the weights; equal seeds give equal weights. Default 0. */
  seed?: number;
}

/**
 * The generator of a DCGAN: from a few large pixels, transposed convolutions of stride 2 double the image until it has its size.
 *
 * z - dense - [BN - ReLU - transposed convolution] x L - activation. L is 2 for 28 pixels (from 7), 3 for 32 (from 4), 4 for 64 (from 4).
 *
 * @paper arXiv 1511.06434v2, section 3 and figure 1; used for stacked MNIST in arXiv 1801.04062.
 * @differs their images are in [-1, 1] with tanh, ours in [0, 1] with a sigmoid; scales of batch norm begin at 1, in the authors' code at
 *   N(1, 0.02²). Weights begin at N(0, 0.02²), as there.
 * @returns a model from float32 `[N, latentDim]` to `[N, H, W, C]`.
 * @throws ModelError `dcganGenerator: imageShape is 27 x 27; both sides must be even and at least 8, for instance 28 or 32`;
 *   `dcganGenerator: latentDim is 0; it must be a whole number from 1`.
 * @cost 28 x 28 with width 64: 0.8 M parameters for a latent width of 100.
 */
export function dcganGenerator(options: DcganGeneratorOptions): tf.LayersModel {
  const { latentDim, imageShape = [28, 28, 1], width = 64, kernelSize = 5, activation = "sigmoid", seed = 0 } = options;
  requireWhole("dcganGenerator", 1, { latentDim, width, kernelSize });
  requireWidths("dcganGenerator", { imageShape });
  requireActivation("dcganGenerator", activation);
  const layers = halvings("dcganGenerator", imageShape);
  const [rows, columns] = imageShape.slice(0, 2).map((side) => side / 2 ** layers);
  const filters = (layer: number): number => (layer === layers ? imageShape[2] : width * 2 ** (layers - 1 - layer));
  const z = tf.input({ shape: [latentDim], name: "z" });
  const first = "generator_0";
  const units = rows * columns * filters(0);
  const kernel = (name: string) => plainNormal(seed, name, 0.02);
  let x = apply(tf.layers.dense({ units, useBias: false, kernelInitializer: kernel(first), name: first }), z);
  x = apply(tf.layers.reshape({ targetShape: [rows, columns, filters(0)], name: "generator_reshape" }), x);
  for (let layer = 1; layer <= layers; layer++) {
    const [before, name] = [`generator_${layer - 1}`, `generator_${layer}`];
    x = apply(new BatchNorm({ momentum: 0.9, epsilon: 1e-5, name: `${before}_bn` }), x);
    x = apply(tf.layers.reLU({ name: `${before}_relu` }), x);
    const shape = { filters: filters(layer), kernelSize, strides: 2, padding: "same" as const };
    const weights = { useBias: layer === layers, kernelInitializer: kernel(name) };
    x = apply(tf.layers.conv2dTranspose({ ...shape, ...weights, name }), x);
  }
  if (activation !== "linear") x = apply(tf.layers.activation({ activation, name: `generator_${activation}` }), x);
  return tf.model({ inputs: z, outputs: x, name: "dcgan_generator" });
}
