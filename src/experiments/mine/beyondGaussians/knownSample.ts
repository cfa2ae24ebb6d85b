import type { Pairs, PairSampler } from "../../../data/samplers/pairSampler";
import { tf } from "../../../engine/tf";
import { key } from "../../../random/key";

/**
 * The sample of a seed that every estimator is given: each number less its mean over the sample, over its deviation, since neither a
 * network nor a distance can know units. Its owner disposes of it.
 */
export function knownSample(sampler: PairSampler, { pairs, seed }: { pairs: number; seed: number }): Pairs {
  return tf.tidy(() => {
    const { x, z } = sampler.sample(key(6_000_000 + seed), pairs);
    return { x: standardised(x), z: standardised(z) };
  });
}

function standardised(rows: tf.Tensor2D): tf.Tensor2D {
  const { mean, variance } = tf.moments(rows, 0);
  return rows.sub(mean).div(variance.sqrt());
}
