import { tf } from "../../engine/tf";
import { DataError } from "../dataError";
import type { PairSampler } from "./pairSampler";

/** A one-to-one function of a vector: it moves no information. */
export interface Injection {
  name: string;
  /** Width of the result for a width of the argument; undefined for a width it does not take. */
  outputDims: (dims: number) => number | undefined;
  /** `[N, D]` to `[N, outputDims(D)]`. */
  apply: (rows: tf.Tensor2D) => tf.Tensor2D;
  /** Back to `[N, D]`, of rows that `apply` gave. */
  invert: (rows: tf.Tensor2D) => tf.Tensor2D;
}

export interface TransformedOptions {
  /** Default: x stays. */
  x?: Injection;
  /** Default: z stays. */
  z?: Injection;
}

/**
 * The pairs of a sampler, x and z each under a one-to-one function: what looks different and has the same mutual information.
 *
 * I(f(X); g(Z)) = I(X; Z)
 *
 * `halfCube`, `asinh`, `normalCdf`, `swissRoll` and `spiral` are such functions; apply them one after the other at will.
 *
 * @param sampler whose pairs are transformed
 * @returns a sampler; with `logRatio` if the given one has it, taken where the inverse leads
 * @throws DataError `transformed: swissRoll takes no x of 2 dimensions (correlated Gaussian, 2 dimensions, correlation 0.5)`.
 */
export function transformed(sampler: PairSampler, { x, z }: TransformedOptions): PairSampler {
  const width = (side: "x" | "z", by?: Injection): number => {
    const dims = by ? by.outputDims(sampler.dims[side]) : sampler.dims[side];
    if (dims === undefined)
      throw new DataError(
        `transformed: ${by?.name} takes no ${side} of ${sampler.dims[side]} dimensions (${sampler.name})`,
      );
    return dims;
  };
  const made = [x && `${x.name} of x`, z && `${z.name} of z`].filter(Boolean);
  const base = sampler.logRatio;
  return {
    name: made.length === 0 ? sampler.name : `${sampler.name}, ${made.join(", ")}`,
    dims: { x: width("x", x), z: width("z", z) },
    miNats: sampler.miNats,
    sample: (key, n) =>
      tf.tidy(() => {
        const pairs = sampler.sample(key, n);
        return { x: x ? x.apply(pairs.x) : pairs.x, z: z ? z.apply(pairs.z) : pairs.z };
      }),
    logRatio: base && ((fx, gz) => tf.tidy(() => base(x ? x.invert(fx) : fx, z ? z.invert(gz) : gz))),
  };
}
