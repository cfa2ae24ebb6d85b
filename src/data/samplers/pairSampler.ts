import type { tf } from "../../engine/tf";
import type { Key } from "../../random/key";

/** Draws of two random quantities: row n of x belongs to row n of z. */
export interface Pairs {
  /** float32 `[N, D]`. */
  x: tf.Tensor2D;
  /** float32 `[N, D]`, of another width perhaps. */
  z: tf.Tensor2D;
}

/** Two dependent random quantities whose mutual information is known: what an estimator of it is judged by. */
export interface PairSampler {
  /** For tables and errors, for instance "correlated Gaussian, 20 dimensions, correlation 0.5". */
  readonly name: string;
  /** Numbers in an x and in a z. */
  readonly dims: { readonly x: number; readonly z: number };
  /** I(X;Z) in nats. */
  readonly miNats: number;
  /**
   * Draws N pairs. It may be part of a compiled step, key and all.
   * @param key int32 `[2]`; equal keys give equal pairs
   * @param n pairs, a whole number from 1
   * @throws RandomError when `key` is not a key or `n` is not a size
   */
  readonly sample: (key: Key, n: number) => Pairs;
  /**
   * log p(x, z) / (p(x) p(z)) in nats of each pair, float32 `[N]`: the best critic, whose mean over joint pairs is `miNats`.
   * Left out where it has no closed form.
   */
  readonly logRatio?: (x: tf.Tensor2D, z: tf.Tensor2D) => tf.Tensor1D;
}
