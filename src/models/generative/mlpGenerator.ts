import { tf } from "../../engine/tf";
import { apply } from "../apply";
import { requireWhole } from "../requireWhole";
import { type OutputActivation, requireActivation, requireWidths } from "./checks";
import { perceptron } from "./perceptron";

export interface MlpGeneratorOptions {
  /** Width of z: noise and code together. */
  latentDim: number;
  /** Shape of one example: `[2]` for points, `[28, 28, 1]` for images. */
  outputShape: readonly number[];
  /** Widths of the hidden layers. Default [128, 128]. */
  hiddenDims?: readonly number[];
  /** Default "linear"; "sigmoid" for images in [0, 1]. */
  activation?: OutputActivation;
  /** Batch norm after every hidden layer. Default false. */
  batchNorm?: boolean;
  /** Seed of the weights; equal seeds give equal weights. Default 0. */
  seed?: number;
}

/**
 * A generator of dense layers; also the decoder of a bi-directional GAN.
 *
 * G(z) = activation(W_L ReLU(... ReLU(W₁ z + b₁)) + b_L)
 *
 * @paper arXiv 1801.04062, sections on mode dropping (points in the plane) and on inference (MNIST, dense layers); widths are not given there.
 * @returns a model from float32 `[N, latentDim]` to `[N, ...outputShape]`.
 * @throws ModelError `mlpGenerator: latentDim is 0; it must be a whole number from 1`; `mlpGenerator: hiddenDims[1] is 0.5; it must be a
 *   whole number from 1`; `mlpGenerator: activation is "relu"; it must be "linear", "sigmoid" or "tanh"`.
 * @cost built in milliseconds.
 */
export function mlpGenerator(options: MlpGeneratorOptions): tf.LayersModel {
  const { latentDim, outputShape, hiddenDims = [128, 128], activation = "linear", batchNorm = false } = options;
  const { seed = 0 } = options;
  requireWhole("mlpGenerator", 1, { latentDim });
  requireWidths("mlpGenerator", { outputShape, hiddenDims });
  requireActivation("mlpGenerator", activation);
  const z = tf.input({ shape: [latentDim], name: "z" });
  const units = outputShape.reduce((product, length) => product * length, 1);
  let x = perceptron(z, { prefix: "generator", hiddenDims, units, slope: 0, batchNorm, seed });
  if (activation !== "linear") x = apply(tf.layers.activation({ activation, name: `generator_${activation}` }), x);
  if (outputShape.length > 1)
    x = apply(tf.layers.reshape({ targetShape: [...outputShape], name: "generator_reshape" }), x);
  return tf.model({ inputs: z, outputs: x, name: "mlp_generator" });
}
