import { tf } from "../../engine/tf";
import { normal } from "../../random/normal";
import { split } from "../../random/split";
import { uniform } from "../../random/uniform";
import { DataError } from "../dataError";
import { additiveNoiseMi } from "./additiveNoiseMi";
import type { PairSampler } from "./pairSampler";

/** A function of one number, for a tensor of them and in double precision for the quadrature: both must be the same function. */
export interface NoisyFunction {
  name: string;
  onTensor: (x: tf.Tensor2D) => tf.Tensor2D;
  onNumber: (x: number) => number;
}

/** The functions that go by a name. */
export type NoisyFunctionName = keyof typeof functions;

export interface AdditiveNoiseOptions {
  /** "x", "x³", "sin x", "x²", "sin 4x", or a function of one's own, finite on [-1, 1] and smooth but for a kink at 0. */
  f: NoisyFunctionName | NoisyFunction;
  /** σ, above 0, in the units of f. */
  sigma: number;
}

const functions = {
  x: { onTensor: (x) => x.clone(), onNumber: (x) => x },
  "x³": { onTensor: (x) => x.mul(x).mul(x), onNumber: (x) => x * x * x },
  "sin x": { onTensor: (x) => x.sin(), onNumber: Math.sin },
  "x²": { onTensor: (x) => x.square(), onNumber: (x) => x * x },
  "sin 4x": { onTensor: (x) => x.mul<tf.Tensor2D>(4).sin(), onNumber: (x) => Math.sin(4 * x) },
} satisfies Record<string, Omit<NoisyFunction, "name">>;

/**
 * A function of a uniform number, under normal noise: dependence that a correlation may not see.
 *
 * X ~ U(-1, 1), Z = f(X) + σ ε, ε ~ N(0, 1), I(X;Z) = h(Z) - ½ log(2πe σ²), h(Z) by quadrature
 *
 * @paper arXiv 1801.04062, section 4.2 and figure 2: x, x³ and sin x, σ from 0 to 0.9.
 * @returns a sampler of x `[N, 1]` and z `[N, 1]`, without `logRatio`: the density of Z has no closed form
 * @throws DataError `additiveNoise: sigma is 0; a number above 0 is needed, since without noise the mutual information is infinite`;
 *   `additiveNoise: there is no function "cos"; x, x³, sin x, x², sin 4x or { name, onTensor, onNumber } is needed`;
 *   `additiveNoise: f(0.5) is NaN; a finite number is needed everywhere from -1 to 1`.
 * @cost making it 1 ms at σ of 0.1, growing with 1/σ.
 */
export function additiveNoise({ f, sigma }: AdditiveNoiseOptions): PairSampler {
  if (!(sigma > 0 && sigma < Infinity))
    throw new DataError(
      `additiveNoise: sigma is ${sigma}; a number above 0 is needed, since without noise the mutual information is infinite`,
    );
  const { name, onTensor, onNumber } = functionOf(f);
  return {
    name: `${name} with noise ${sigma}`,
    dims: { x: 1, z: 1 },
    miNats: additiveNoiseMi(onNumber, sigma),
    sample: (key, n) =>
      tf.tidy(() => {
        const [keyX, keyNoise] = split(key);
        const x = uniform<tf.Rank.R2>(keyX, [n, 1], { min: -1, max: 1 });
        return { x, z: onTensor(x).add<tf.Tensor2D>(normal(keyNoise, [n, 1]).mul(sigma)) };
      }),
  };
}

function functionOf(f: NoisyFunctionName | NoisyFunction): NoisyFunction {
  if (typeof f !== "string") return f;
  if (!(f in functions))
    throw new DataError(
      `additiveNoise: there is no function "${f}"; ${Object.keys(functions).join(", ")} or { name, onTensor, onNumber } is needed`,
    );
  return { name: f, ...functions[f] };
}
