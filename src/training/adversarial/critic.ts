import { tf } from "../../engine/tf";
import type { Key } from "../../random/key";

/** T, which scores pairs of an example and a code; `statisticsNetwork` gives such. */
export interface Critic {
  /** What it consists of, by name. */
  readonly models: Readonly<Record<string, tf.LayersModel>>;
  /** T(x_n, z_n) of each row: float32 `[N, D]` each to `[N]`; `key` is of noise for training, if it has any. */
  readonly score: (x: tf.Tensor2D, z: tf.Tensor2D, key?: Key) => tf.Tensor1D;
}

/** A critic of examples of any shape: a model of `[x, code]` gets them as they are, another critic as rows of numbers. */
export interface PairCritic {
  models: Readonly<Record<string, tf.LayersModel>>;
  score: (x: tf.Tensor, code: tf.Tensor, key: Key) => tf.Tensor;
}

export function pairCritic(statistics: tf.LayersModel | Critic): PairCritic {
  if (isModel(statistics))
    return {
      models: { statistics },
      score: (x, code) => statistics.apply([x, code], { training: true }) as tf.Tensor,
    };
  const rows = (x: tf.Tensor): tf.Tensor2D => x.reshape([x.shape[0], -1]);
  const named = Object.entries(statistics.models).map(([name, model]) => [`statistics_${name}`, model]);
  return {
    models: Object.fromEntries(named) as Record<string, tf.LayersModel>,
    score: (x, code, key) => statistics.score(rows(x), rows(code), key),
  };
}

export function isModel(statistics: tf.LayersModel | Critic): statistics is tf.LayersModel {
  return statistics instanceof tf.LayersModel;
}
