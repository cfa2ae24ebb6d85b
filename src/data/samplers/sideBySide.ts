import { tf } from "../../engine/tf";
import { foldIn } from "../../random/foldIn";
import { DataError } from "../dataError";
import type { PairSampler } from "./pairSampler";

/**
 * Independent pairs beside each other: x is all their x, z all their z. What each tells adds up.
 *
 * I(X_1 ... X_K; Z_1 ... Z_K) = Σ_k I(X_k; Z_k)
 *
 * @param samplers one at least
 * @returns a sampler; with `logRatio`, the sum of theirs, if all have one
 * @throws DataError `sideBySide: there are no samplers; at least 1 is needed`.
 */
export function sideBySide(samplers: readonly PairSampler[]): PairSampler {
  if (samplers.length === 0) throw new DataError("sideBySide: there are no samplers; at least 1 is needed");
  const widths = { x: samplers.map(({ dims }) => dims.x), z: samplers.map(({ dims }) => dims.z) };
  const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one);
  const ratios = samplers.flatMap(({ logRatio }) => logRatio ?? []);
  return {
    name: samplers.map(({ name }) => name).join(" | "),
    dims: { x: total(widths.x), z: total(widths.z) },
    miNats: total(samplers.map(({ miNats }) => miNats)),
    sample: (key, n) =>
      tf.tidy(() => {
        const parts = samplers.map(({ sample }, k) => sample(foldIn(key, k), n));
        const join = (side: "x" | "z"): tf.Tensor2D =>
          tf.concat(
            parts.map((part) => part[side]),
            1,
          );
        return { x: join("x"), z: join("z") };
      }),
    logRatio:
      ratios.length < samplers.length
        ? undefined
        : (x, z) =>
            tf.tidy(() => {
              const [xs, zs] = [tf.split<tf.Tensor2D>(x, widths.x, 1), tf.split<tf.Tensor2D>(z, widths.z, 1)];
              return tf.addN(ratios.map((logRatio, k) => logRatio(xs[k], zs[k])));
            }),
  };
}
