import { tf } from "../../engine/tf";
import { normal } from "../../random/normal";
import { split } from "../../random/split";
import { uniform } from "../../random/uniform";
import { checkMixture, pointCount } from "./checkMixture";
import type { Mixture, Nearest } from "./mixture";

export interface SpiralCurveOptions {
  /** K: pieces of equal probability that the curve is cut into, to count how much of it is covered. Default 50. */
  modes?: number;
  /** σ of the noise around the curve. Default 0.02. */
  standardDeviation?: number;
  /** Distance of the outer end from the origin. Default 1. */
  radius?: number;
}

/** The swiss roll's angles: from 3π/2, three quarters of a turn, to 9π/2. */
const [first, last] = [1.5 * Math.PI, 4.5 * Math.PI];
/** Straight pieces that stand for the curve, which is at most 2e-6 radii away from them. */
const pieces = 4096;

/**
 * A swiss roll seen along its axis: points on an Archimedean spiral, with Gaussian noise around it.
 *
 * x = radius · θ / (9π/2) · (cos θ, sin θ) + σ ε, θ ~ U(3π/2, 9π/2); p(x) = mean over θ of N(x; curve(θ), σ² I)
 *
 * @paper arXiv 1801.04062v5, figure 3, whose numbers are not given; the curve is that of scikit-learn's `make_swiss_roll`.
 * @returns the mixture; mode k is the k-th K-th of the curve from the inside, the nearest mode of a point that of the nearest
 *   place on the curve. `sample` may be part of a compiled step.
 * @throws DataError `spiralCurve: modes is 0; it must be a whole number from 1`;
 *   `spiralCurve: radius is 0; it must be a positive number`.
 * @cost `logDensity` and `nearest` look at 4096 pieces of the curve for every point: about 0.1 s for 1,000 points.
 */
export function spiralCurve(options: SpiralCurveOptions = {}): Mixture {
  const { modes = 50, standardDeviation = 0.02, radius = 1 } = options;
  checkMixture("spiralCurve", { whole: { modes }, positive: { standardDeviation, radius } });
  const at = (share: number): [number, number] => {
    const angle = first + share * (last - first);
    const length = (radius * angle) / last;
    return [length * Math.cos(angle), length * Math.sin(angle)];
  };
  const corners = Array.from({ length: pieces + 1 }, (_, piece) => at(piece / pieces));
  const middles = Array.from({ length: pieces }, (_, piece) => at((piece + 0.5) / pieces));
  return {
    name: "spiralCurve",
    modes,
    standardDeviation,
    centres: Array.from({ length: modes }, (_, mode) => at((mode + 0.5) / modes)),
    sample(key, size) {
      return tf.tidy(() => {
        const [where, noise] = split(key);
        const angle = uniform<tf.Rank.R1>(where, [size])
          .mul(last - first)
          .add<tf.Tensor1D>(first);
        const curve = tf.stack([angle.cos(), angle.sin()], 1).mul(angle.mul(radius / last).expandDims(1));
        return normal(noise, [size, 2], { standardDeviation }).add<tf.Tensor2D>(curve);
      });
    },
    nearest(points) {
      const size = pointCount("spiralCurve", points);
      const found: Nearest = { modes: new Int32Array(size), distances: new Float64Array(size) };
      for (let n = 0; n < size; n++) {
        const { share, distance } = project(corners, points[2 * n], points[2 * n + 1]);
        found.modes[n] = Math.min(modes - 1, Math.floor(share * modes));
        found.distances[n] = distance;
      }
      return found;
    },
    logDensity(points) {
      const size = pointCount("spiralCurve", points);
      const constant = -Math.log(pieces * 2 * Math.PI * standardDeviation ** 2);
      const exponents = new Float64Array(pieces);
      return Float64Array.from({ length: size }, (_, n) => {
        let highest = -Infinity;
        for (let piece = 0; piece < pieces; piece++) {
          const [x, y] = middles[piece];
          const squared = (points[2 * n] - x) ** 2 + (points[2 * n + 1] - y) ** 2;
          exponents[piece] = -squared / (2 * standardDeviation ** 2);
          if (exponents[piece] > highest) highest = exponents[piece];
        }
        let sum = 0;
        for (const exponent of exponents) sum += Math.exp(exponent - highest);
        return constant + highest + Math.log(sum);
      });
    },
  };
}

/** The place on a line through these corners that is nearest to a point: its share of the way, and its distance. */
function project(corners: [number, number][], x: number, y: number): { share: number; distance: number } {
  let best = { share: 0, squared: Infinity };
  for (let piece = 0; piece + 1 < corners.length; piece++) {
    const [[ax, ay], [bx, by]] = [corners[piece], corners[piece + 1]];
    const [dx, dy] = [bx - ax, by - ay];
    const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
    const squared = (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2;
    if (squared < best.squared) best = { share: (piece + along) / (corners.length - 1), squared };
  }
  return { share: best.share, distance: Math.sqrt(best.squared) };
}
