import { readFileSync } from "node:fs";
import path from "node:path";
import type { PairSampler } from "../../../src/data/samplers/pairSampler";
import { tf } from "../../../src/engine/tf";
import { key } from "../../../src/random/key";

interface Scatter {
  matrix: number[][];
  xDim: number;
  miNats: number;
  points: number[][];
  logRatio: number[];
}

/** What SciPy says; test/fixtures/scipy/samplers.py made it. */
export const scipy = JSON.parse(
  readFileSync(path.resolve(__dirname, "../../../../test/fixtures/scipy/samplers.json"), "utf8"),
) as {
  gaussian: Scatter[];
  studentT: (Scatter & { degreesOfFreedom: number })[];
  additiveNoise: { f: "x" | "x³" | "sin x" | "x²" | "sin 4x"; sigma: number; miNats: number }[];
  specialFunctions: { x: number[]; logGamma: number[]; digamma: number[] };
};

/** SciPy of the fixtures. */
export const peer = "SciPy 1.17.1";

/** A sampler's log ratio at points, each x before its z. */
export function logRatioAt(sampler: PairSampler, points: number[][]): number[] {
  return tf.tidy(() => {
    const [x, z] = tf.split<tf.Tensor2D>(tf.tensor2d(points), [sampler.dims.x, sampler.dims.z], 1);
    const ratio = sampler.logRatio?.(x, z);
    return ratio === undefined ? [] : [...ratio.dataSync()];
  });
}

/** Rows of (x, z), as doubles. */
export function draw(sampler: PairSampler, { n, seed = 1 }: { n: number; seed?: number }): number[][] {
  return tf.tidy(() => {
    const { x, z } = sampler.sample(key(seed), n);
    return tf.concat([x, z], 1).arraySync();
  });
}

export interface Estimate {
  mean: number;
  standardError: number;
}

/** Mean of numbers and its standard error. */
export function meanOf(values: number[]): Estimate {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, standardError: Math.sqrt(variance / values.length) };
}
