import { tf } from "../../engine/tf";
import { split } from "../../random/split";
import { uniform } from "../../random/uniform";
import { DataError } from "../dataError";
import type { PairSampler } from "./pairSampler";

/**
 * A uniform number under noise that ends: the joint density has hard edges, which a smooth critic can only approach.
 *
 * X ~ U(0, 1), Z = X + U(-ε, ε), I(X;Z) = ε - log 2ε for ε <= ½, 1/4ε above
 *
 * @param options.reach ε, above 0
 * @returns a sampler of x `[N, 1]` and z `[N, 1]` with `logRatio`: -∞ where |z - x| is above ε
 * @throws DataError `boundedNoise: reach is 0; a number above 0 is needed, since without noise the mutual information is infinite`.
 */
export function boundedNoise({ reach }: { reach: number }): PairSampler {
  if (!(reach > 0 && reach < Infinity))
    throw new DataError(
      `boundedNoise: reach is ${reach}; a number above 0 is needed, since without noise the mutual information is infinite`,
    );
  return {
    name: `x with noise within ${reach}`,
    dims: { x: 1, z: 1 },
    miNats: reach <= 0.5 ? reach - Math.log(2 * reach) : 1 / (4 * reach),
    sample: (key, n) =>
      tf.tidy(() => {
        const [keyX, keyNoise] = split(key);
        const x = uniform<tf.Rank.R2>(keyX, [n, 1]);
        return { x, z: x.add<tf.Tensor2D>(uniform(keyNoise, [n, 1], { min: -reach, max: reach })) };
      }),
    // p(z | x) = 1/2ε, and p(z) the share of (0, 1) within ε of z, over 2ε.
    logRatio: (x, z) =>
      tf.tidy(() => {
        const within = z.add(reach).minimum(1).sub(z.sub(reach).maximum(0));
        const possible = z.sub(x).abs().lessEqual(reach);
        return tf.where(possible, within.log().neg(), tf.scalar(-Infinity)).reshape<tf.Tensor1D>([-1]);
      }),
  };
}
