import { tf } from "../../engine/tf";
import { requireWhole } from "../requireWhole";
import { requireWidths } from "./checks";
import { flat, perceptron } from "./perceptron";

export interface MlpEncoderOptions {
  /** Shape of one x: `[28, 28, 1]` for images. */
  inputShape: readonly number[];
  /** Width of z. */
  latentDim: number;
  /** Widths of the hidden layers. Default [512, 512]. */
  hiddenDims?: readonly number[];
  /** Batch norm after every hidden layer. Default false. */
  batchNorm?: boolean;
  /** Seed of the weights; equal seeds give equal weights. Default 0. */
  seed?: number;
}

/**
 * The encoder of a bi-directional GAN, of dense layers with leaky ReLU of slope 0.2: the mean of q(z|x).
 *
 * z = E(x) + σ ε; the model gives E(x), and `bigan` adds the noise
 *
 * @paper arXiv 1801.04062, section on inference: dense layers for MNIST; widths are not given there.
 * @returns a model from float32 `[N, ...inputShape]` to `[N, latentDim]`.
 * @throws ModelError `mlpEncoder: latentDim is 0; it must be a whole number from 1`.
 * @cost built in milliseconds.
 */
export function mlpEncoder(options: MlpEncoderOptions): tf.LayersModel {
  const { inputShape, latentDim, hiddenDims = [512, 512], batchNorm = false, seed = 0 } = options;
  requireWhole("mlpEncoder", 1, { latentDim });
  requireWidths("mlpEncoder", { inputShape, hiddenDims });
  const x = tf.input({ shape: [...inputShape], name: "x" });
  const rows = flat(x, "encoder_flat");
  const mean = perceptron(rows, { prefix: "encoder", hiddenDims, units: latentDim, slope: 0.2, batchNorm, seed });
  return tf.model({ inputs: x, outputs: mean, name: "mlp_encoder" });
}
