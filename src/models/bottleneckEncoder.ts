import { tf } from "../engine/tf";
import { bernoulli } from "../random/bernoulli";
import type { Key } from "../random/key";
import { normal } from "../random/normal";
import { split } from "../random/split";
import { ModelError } from "./modelError";
import { perceptron } from "./perceptron";
import { requireWhole } from "./requireWhole";

/** What makes a code random. */
export type CodeNoise =
  /** z = f(x). */
  | { kind: "none" }
  /** z = f(x), whose hidden units are each left out with this probability, and the others made up for: for training only. */
  | { kind: "dropout"; rate: number }
  /** z = μ(x) + σ(x) ε, the network gives both. */
  | { kind: "gaussian" }
  /** z = f(x + σ ε), σ in the unit of x. */
  | { kind: "additive"; deviation: number };

/** A code of each row, and of which normal distribution it was drawn, where the noise is "gaussian". */
export interface Code {
  /** float32 `[N, K]`. */
  z: tf.Tensor2D;
  gaussian?: { mean: tf.Tensor2D; deviation: tf.Tensor2D };
}

/** Gives codes of rows. */
export interface BottleneckEncoder {
  /** What it consists of, by name: to train, keep and save. */
  readonly models: Readonly<Record<string, tf.LayersModel>>;
  readonly noise: CodeNoise;
  /**
   * Codes of x, float32 `[N, D]`.
   * @param key of the noise; without one there is none, and a Gaussian code is its mean
   */
  readonly encode: (x: tf.Tensor2D, key?: Key) => Code;
  readonly dispose: () => void;
}

export interface BottleneckEncoderOptions {
  /** D, numbers in an x. */
  inputDim: number;
  /** K, numbers in a code. Default 256, as in the paper. */
  codeDim?: number;
  /** Widths of the hidden layers. Default two of 1024, as in the paper. */
  hiddenDims?: readonly number[];
  /** Default none. */
  noise?: CodeNoise;
  /** Seed of the weights; equal seeds give equal weights. Default 0. */
  seed?: number;
}

/** So that a Gaussian code begins with little noise: softplus(-5) = 0.0067. */
const lowered = 5;

/**
 * The encoder of an information bottleneck: a perceptron whose codes may be random.
 *
 * With Gaussian noise the last layer gives 2K numbers, μ and s, and z = μ + softplus(s - 5) ε.
 *
 * @paper arXiv 1801.04062, section on the information bottleneck: Gaussian and additive noise; arXiv 1612.00410v7, section 4.1 for widths,
 *   ReLU and the Gaussian's deviation.
 * @differs the third encoder of 1801.04062, whose noise is an input beside x ("propagated"), is not here.
 * @returns the encoder, whose weights are drawn by He's rule.
 * @throws ModelError `bottleneckEncoder: codeDim is 0; it must be a whole number from 1`;
 *   `bottleneckEncoder: the rate of dropout is 1; it must be from 0 and below 1`;
 *   `bottleneckEncoder: the deviation of additive noise is -1; it must be at least 0`.
 * @cost building it: about 0.1 s for the paper's widths.
 */
export function bottleneckEncoder(options: BottleneckEncoderOptions): BottleneckEncoder {
  const { inputDim, codeDim = 256, hiddenDims = [1024, 1024], noise = { kind: "none" }, seed = 0 } = options;
  requireWhole("bottleneckEncoder", 1, { inputDim, codeDim });
  hiddenDims.forEach((width, i) => requireWhole("bottleneckEncoder", 1, { [`hiddenDims[${i}]`]: width }));
  checkNoise(noise);
  const outputDim = noise.kind === "gaussian" ? 2 * codeDim : codeDim;
  const encoder = perceptron({ name: "encoder", inputDim, hiddenDims, outputDim, activation: "relu", seed });
  return {
    models: { encoder },
    noise,
    // A copy, since an interface is no record of tensors to the types of tidy.
    encode: (x, key) => tf.tidy(() => ({ ...encodeBy(encoder, noise, { x, key }) })),
    dispose: () => void encoder.dispose(),
  };
}

function encodeBy(encoder: tf.LayersModel, noise: CodeNoise, { x, key }: { x: tf.Tensor2D; key?: Key }): Code {
  if (noise.kind === "gaussian") {
    const [mean, s] = tf.split<tf.Tensor2D>(encoder.apply(x) as tf.Tensor2D, 2, 1);
    const deviation = tf.softplus(s.sub<tf.Tensor2D>(lowered));
    const z = key ? mean.add<tf.Tensor2D>(deviation.mul(normal(key, mean.shape))) : mean;
    return { z, gaussian: { mean, deviation } };
  }
  if (noise.kind === "additive" && key)
    return { z: encoder.apply(x.add(normal(key, x.shape, { standardDeviation: noise.deviation }))) as tf.Tensor2D };
  if (noise.kind === "dropout" && key) return { z: droppedPass(encoder, x, { key, rate: noise.rate }) };
  return { z: encoder.apply(x) as tf.Tensor2D };
}

/** The forward pass with units of each hidden layer left out, and the others divided by the share that is left. */
function droppedPass(model: tf.LayersModel, x: tf.Tensor2D, { key, rate }: { key: Key; rate: number }): tf.Tensor2D {
  const layers = model.layers.slice(1);
  const keys = split(key, layers.length);
  return layers.reduce((rows, layer, at) => {
    if (at === 0) return layer.apply(rows) as tf.Tensor2D;
    const left = bernoulli(keys[at], rows.shape, { probability: 1 - rate }).toFloat();
    return layer.apply(rows.mul(left).div(1 - rate)) as tf.Tensor2D;
  }, x);
}

function checkNoise(noise: CodeNoise): void {
  if (noise.kind === "dropout" && !(noise.rate >= 0 && noise.rate < 1))
    throw new ModelError(`bottleneckEncoder: the rate of dropout is ${noise.rate}; it must be from 0 and below 1`);
  if (noise.kind === "additive" && !(noise.deviation >= 0 && noise.deviation < Infinity))
    throw new ModelError(
      `bottleneckEncoder: the deviation of additive noise is ${noise.deviation}; it must be at least 0`,
    );
}
