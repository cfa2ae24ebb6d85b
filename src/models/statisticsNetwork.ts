import { tf } from "../engine/tf";
import { split } from "../random/split";
import type { Key } from "../random/key";
import { ModelError } from "./modelError";
import { noisyPass, perceptron, type PerceptronActivation } from "./perceptron";
import { requireWhole } from "./requireWhole";

/** T: scores pairs of x and z, so that joint pairs may be told from marginal ones. */
export interface StatisticsNetwork {
  /** What it consists of, by name: to train, keep and save. */
  readonly models: Readonly<Record<string, tf.LayersModel>>;
  /**
   * T(x_n, z_n) of each row: float32 `[N, D]` each to `[N]`.
   * @param key of the noise, for training; without one there is none
   */
  readonly score: (x: tf.Tensor2D, z: tf.Tensor2D, key?: Key) => tf.Tensor1D;
  /** T(x_i, z_j) of every x with every z: `[N, D]` and `[M, D]` to `[N, M]`. */
  readonly scoreAll: (x: tf.Tensor2D, z: tf.Tensor2D, key?: Key) => tf.Tensor2D;
  readonly dispose: () => void;
}

export interface StatisticsNetworkOptions {
  /** Numbers in an x. */
  xDim: number;
  /** Numbers in a z. */
  zDim: number;
  /**
   * "concatenation": one network of x and z side by side. "separable": T = g(x) · h(z) / √E, which scores every x with every z for
   * little more than N pairs. Default "concatenation".
   */
  structure?: "concatenation" | "separable";
  /** Widths of the hidden layers, of g and of h each if it is separable. Default two of 256. */
  hiddenDims?: readonly number[];
  /** Between layers. Default "relu". */
  activation?: PerceptronActivation;
  /** Deviations of normal noise before each layer, the first of its input: for training only. Default none. */
  noise?: readonly number[];
  /** E, the width of g(x) and h(z). Default 32. */
  embeddingDim?: number;
  /** Seed of the weights; equal seeds give equal weights. Default 0. */
  seed?: number;
}

/**
 * The statistics network of MINE: a perceptron that scores pairs.
 *
 * T(x, z) = W_L a(... a(W_1 [x, z] + b_1)) + b_L, or g(x) · h(z) / √E with two of these
 *
 * @paper arXiv 1801.04062, section 3.1 and algorithm 1; noise before the layers as in its information bottleneck.
 * @returns the network, whose weights are drawn by He's rule.
 * @throws ModelError `statisticsNetwork: xDim is 0; it must be a whole number from 1`;
 *   `statisticsNetwork: noise has 2 deviations for 3 layers; it needs one from 0 for each`.
 * @cost a step of Donsker-Varadhan and Adam, compiled, on 2 cores: 256 pairs of 20 + 20 numbers and two layers of 128, about 1 ms; 512
 *   pairs and two of 256, about 4 ms.
 */
export function statisticsNetwork(options: StatisticsNetworkOptions): StatisticsNetwork {
  const { xDim, zDim, structure = "concatenation", hiddenDims = [256, 256], embeddingDim = 32 } = options;
  const { activation = "relu", noise, seed = 0 } = options;
  requireWhole("statisticsNetwork", 1, { xDim, zDim, embeddingDim });
  hiddenDims.forEach((width, i) => requireWhole("statisticsNetwork", 1, { [`hiddenDims[${i}]`]: width }));
  checkNoise(noise, hiddenDims.length + 1);
  const part = (name: string, inputDim: number, outputDim: number): tf.LayersModel =>
    perceptron({ name, inputDim, hiddenDims, outputDim, activation, seed });
  const pass = (model: tf.LayersModel, rows: tf.Tensor2D, key?: Key): tf.Tensor2D =>
    key !== undefined && noise !== undefined
      ? noisyPass(model, rows, { key, deviations: noise })
      : (model.apply(rows) as tf.Tensor2D);
  return structure === "concatenation"
    ? concatenation(part("critic", xDim + zDim, 1), pass)
    : separable({ g: part("critic_x", xDim, embeddingDim), h: part("critic_z", zDim, embeddingDim) }, pass);
}

type Pass = (model: tf.LayersModel, rows: tf.Tensor2D, key?: Key) => tf.Tensor2D;

function concatenation(critic: tf.LayersModel, pass: Pass): StatisticsNetwork {
  const score: StatisticsNetwork["score"] = (x, z, key) =>
    tf.tidy(() => pass(critic, tf.concat([x, z], 1), key).reshape([x.shape[0]]));
  return {
    models: { critic },
    score,
    scoreAll: (x, z, key) =>
      tf.tidy(() => {
        const [n, m] = [x.shape[0], z.shape[0]];
        // Each x m times in turn beside all z, n times.
        const xs = tf.tile(x.expandDims(1), [1, m, 1]).reshape<tf.Tensor2D>([n * m, x.shape[1]]);
        return score(xs, tf.tile(z, [n, 1]), key).reshape([n, m]);
      }),
    dispose: () => void critic.dispose(),
  };
}

function separable({ g, h }: { g: tf.LayersModel; h: tf.LayersModel }, pass: Pass): StatisticsNetwork {
  const embed = (x: tf.Tensor2D, z: tf.Tensor2D, key?: Key): [tf.Tensor2D, tf.Tensor2D] => {
    const [keyX, keyZ] = key === undefined ? [] : split(key);
    const gx = pass(g, x, keyX);
    // Scores of order 1 at the start, whatever the width.
    return [gx.div(Math.sqrt(gx.shape[1])), pass(h, z, keyZ)];
  };
  return {
    models: { g, h },
    score: (x, z, key) =>
      tf.tidy(() => {
        const [gx, hz] = embed(x, z, key);
        return gx.mul(hz).sum(1);
      }),
    scoreAll: (x, z, key) => tf.tidy(() => tf.matMul(...embed(x, z, key), false, true)),
    dispose: () => {
      g.dispose();
      h.dispose();
    },
  };
}

function checkNoise(noise: readonly number[] | undefined, layers: number): void {
  if (noise && (noise.length !== layers || !noise.every((deviation) => deviation >= 0 && deviation < Infinity)))
    throw new ModelError(
      `statisticsNetwork: noise has ${noise.length} deviations for ${layers} layers; it needs one from 0 for each`,
    );
}
