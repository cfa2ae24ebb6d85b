import { tf } from "../../engine/tf";
import { categorical } from "../../random/categorical";
import { split } from "../../random/split";
import { uniform } from "../../random/uniform";
import { DataError } from "../dataError";
import type { PairSampler } from "./pairSampler";

/**
 * A whole number and a continuous one: neither a table nor a density has both.
 *
 * X uniform on 0 ... m - 1, Z ~ U(X, X + 2), I(X;Z) = log m - (m - 1)/m log 2
 *
 * @paper arXiv 1709.06212, the first of its experiments.
 * @param options.values m, a whole number from 2
 * @returns a sampler of x `[N, 1]` and z `[N, 1]` with `logRatio`: -∞ where z is not between x and x + 2
 * @throws DataError `uniformMixture: values is 1; it must be a whole number from 2`.
 */
export function uniformMixture({ values }: { values: number }): PairSampler {
  if (!Number.isInteger(values) || values < 2)
    throw new DataError(`uniformMixture: values is ${values}; it must be a whole number from 2`);
  return {
    name: `uniform on an interval chosen by one of ${values}`,
    dims: { x: 1, z: 1 },
    miNats: Math.log(values) - ((values - 1) / values) * Math.LN2,
    sample: (key, n) =>
      tf.tidy(() => {
        const [keyX, keyZ] = split(key);
        const x = categorical(keyX, tf.zeros([1, values]), { samples: n })
          .reshape<tf.Tensor2D>([n, 1])
          .toFloat();
        return { x, z: x.add<tf.Tensor2D>(uniform(keyZ, [n, 1], { max: 2 })) };
      }),
    // At the ends of the range a single interval holds z, elsewhere two of the m.
    logRatio: (x, z) =>
      tf.tidy(() => {
        const single = z.less(1).logicalOr(z.greater(values));
        const ratio = tf.where(single, tf.scalar(Math.log(values)), tf.scalar(Math.log(values / 2)));
        const above = z.sub(x);
        const possible = above.greaterEqual(0).logicalAnd(above.lessEqual(2));
        return tf.where(possible, ratio, tf.scalar(-Infinity)).reshape<tf.Tensor1D>([-1]);
      }),
  };
}
