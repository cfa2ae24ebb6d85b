import type { tf } from "../../engine/tf";
import type { Key } from "../../random/key";

/** Which mode is nearest to each point, and how far. */
export interface Nearest {
  /** `[N]`, each in 0 .. K - 1. */
  modes: Int32Array;
  /** `[N]`, Euclidean. */
  distances: Float64Array;
}

/** A distribution over the plane whose modes and density are known. */
export interface Mixture {
  name: string;
  /** K. */
  modes: number;
  /** σ of the noise around a mode, the same in both directions. */
  standardDeviation: number;
  /** `[K, 2]`: the middle of each mode. */
  centres: readonly (readonly [x: number, y: number])[];
  /** Draws points, float32 `[size, 2]`; also inside a compiled step. */
  sample(key: Key, size: number): tf.Tensor2D;
  /** `points` is `[N, 2]`, row-major. */
  nearest(points: ArrayLike<number>): Nearest;
  /** log p of each point of `[N, 2]`, row-major, in nats; float64 `[N]`. */
  logDensity(points: ArrayLike<number>): Float64Array;
}
