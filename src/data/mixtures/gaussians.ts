import { tf } from "../../engine/tf";
import type { Key } from "../../random/key";
import { normal } from "../../random/normal";
import { split } from "../../random/split";
import { uniform } from "../../random/uniform";
import { pointCount } from "./checkMixture";
import type { Mixture } from "./mixture";

/** An equal mixture of round Gaussians: what `gaussianGrid` and `gaussianRing` are. */
export function gaussians({
  name,
  centres,
  standardDeviation,
}: Pick<Mixture, "name" | "centres" | "standardDeviation">): Mixture {
  const modes = centres.length;
  const squared = (points: ArrayLike<number>, n: number, mode: number): number =>
    (points[2 * n] - centres[mode][0]) ** 2 + (points[2 * n + 1] - centres[mode][1]) ** 2;
  return {
    name,
    modes,
    standardDeviation,
    centres,
    sample(key: Key, size: number) {
      return tf.tidy(() => {
        const [which, noise] = split(key);
        // A share of [0, 1) times K is rounded to K itself once in 2^24 draws.
        const mode = uniform(which, [size])
          .mul(modes)
          .floor()
          .minimum(modes - 1)
          .toInt();
        const middle = tf.gather(tf.tensor2d(centres as [number, number][]), mode);
        return normal(noise, [size, 2], { standardDeviation }).add<tf.Tensor2D>(middle);
      });
    },
    nearest(points) {
      const size = pointCount(name, points);
      const found = { modes: new Int32Array(size), distances: new Float64Array(size).fill(Infinity) };
      for (let n = 0; n < size; n++) {
        for (let mode = 0; mode < modes; mode++) {
          const distance = squared(points, n, mode);
          if (distance >= found.distances[n]) continue;
          found.distances[n] = distance;
          found.modes[n] = mode;
        }
        found.distances[n] = Math.sqrt(found.distances[n]);
      }
      return found;
    },
    logDensity(points) {
      const size = pointCount(name, points);
      const constant = -Math.log(modes * 2 * Math.PI * standardDeviation ** 2);
      return Float64Array.from({ length: size }, (_, n) => {
        const exponents = centres.map((_, mode) => -squared(points, n, mode) / (2 * standardDeviation ** 2));
        const highest = Math.max(...exponents);
        return (
          constant + highest + Math.log(exponents.reduce((sum, exponent) => sum + Math.exp(exponent - highest), 0))
        );
      });
    },
  };
}
