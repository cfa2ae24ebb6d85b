import { tf } from "../../engine/tf";
import { split } from "../../random/split";
import type { PairSampler } from "./pairSampler";

/**
 * The x and the z of a sampler, each as before, drawn without regard to each other: what an estimator must find nothing in.
 *
 * p(x) p(z) instead of p(x, z), I = 0
 *
 * @returns a sampler with `logRatio`, which is 0 everywhere
 */
export function drawnApart(sampler: PairSampler): PairSampler {
  return {
    name: `${sampler.name}, drawn apart`,
    dims: sampler.dims,
    miNats: 0,
    sample: (key, n) =>
      tf.tidy(() => {
        const [keyX, keyZ] = split(key);
        return { x: sampler.sample(keyX, n).x, z: sampler.sample(keyZ, n).z };
      }),
    logRatio: (x) => tf.zeros([x.shape[0]]),
  };
}
