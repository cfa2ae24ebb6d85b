import { additiveNoise } from "../../../data/samplers/additiveNoise";
import { boundedNoise } from "../../../data/samplers/boundedNoise";
import { correlatedGaussian } from "../../../data/samplers/correlatedGaussian";
import { discreteTable } from "../../../data/samplers/discreteTable";
import { drawnApart } from "../../../data/samplers/drawnApart";
import { gaussian } from "../../../data/samplers/gaussian";
import type { Matrix } from "../../../data/samplers/linearAlgebra/cholesky";
import type { PairSampler } from "../../../data/samplers/pairSampler";
import { sideBySide } from "../../../data/samplers/sideBySide";
import { studentT } from "../../../data/samplers/studentT";
import { asinh } from "../../../data/samplers/transformations/asinh";
import { halfCube } from "../../../data/samplers/transformations/halfCube";
import { normalCdf } from "../../../data/samplers/transformations/normalCdf";
import { spiral } from "../../../data/samplers/transformations/spiral";
import { swissRoll } from "../../../data/samplers/transformations/swissRoll";
import { transformed } from "../../../data/samplers/transformed";
import { uniformMixture } from "../../../data/samplers/uniformMixture";

/** Numbers of x, and of z, where there are many. */
const many = 20;

const line = (): PairSampler => correlatedGaussian({ dims: 1, correlation: 0.75 });
const uniform = (): PairSampler => transformed(line(), { x: normalCdf, z: normalCdf });
const cauchy = (): PairSampler => studentT({ dispersion: identity(2), xDim: 1, degreesOfFreedom: 1 });
const tails = (degreesOfFreedom: number): PairSampler =>
  studentT({ dispersion: correlated(2, { pairs: 1, by: 0.75 }), xDim: 1, degreesOfFreedom });
/** Two numbers of x belong to one of z each, the other eighteen to nothing. */
const sparse = (): PairSampler => gaussian({ covariance: correlated(2 * many, { pairs: 2, by: 0.8 }), xDim: many });
const channel = (): PairSampler => discreteTable(noisyChannel([0.4, 0.3, 0.2, 0.1], 0.2));

/** By name, in the order of the figure: the four of a line under one-to-one functions have the same mutual information. */
export const knownDistributions = {
  normal: line,
  "uniform margins": uniform,
  "half cube": () => transformed(line(), { x: halfCube, z: halfCube }),
  "swiss roll": () => transformed(uniform(), { x: swissRoll }),
  spiral: () => transformed(correlatedGaussian({ dims: 2, correlation: 0.8 }), { x: spiral(), z: spiral() }),
  "sine under noise": () => additiveNoise({ f: "sin 4x", sigma: 0.2 }),
  "hard edges": () => boundedNoise({ reach: 0.1 }),
  "Student t, 1 degree": cauchy,
  "its asinh": () => transformed(cauchy(), { x: asinh, z: asinh }),
  "Student t, 2 degrees": () => tails(2),
  "Student t, 5 degrees": () => tails(5),
  "product of tails": () => sideBySide([1, 2, 5].map(tails)),
  "discrete table": channel,
  "discrete and continuous": () => uniformMixture({ values: 5 }),
  "sparse, 20 dimensions": sparse,
  "dense, 20 dimensions": () => correlatedGaussian({ dims: many, correlation: 0.3 }),
  "large, 3 dimensions": () => correlatedGaussian({ dims: 3, correlation: 0.99 }),
  "independent normal, 20 dimensions": () => drawnApart(sparse()),
  "independent Student t": () => drawnApart(cauchy()),
  "independent discrete": () => drawnApart(channel()),
} satisfies Record<string, () => PairSampler>;

export type DistributionName = keyof typeof knownDistributions;

export const distributionNames = Object.keys(knownDistributions) as DistributionName[];

function identity(size: number): number[][] {
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));
}

/** Of unit variances: the first numbers of either half correlated pair by pair, all else independent. */
function correlated(size: number, { pairs, by }: { pairs: number; by: number }): Matrix {
  const matrix = identity(size);
  for (let i = 0; i < pairs; i++) matrix[i][i + size / 2] = matrix[i + size / 2][i] = by;
  return matrix;
}

/** A symbol of these probabilities that arrives as another one, all alike, in a share `flip` of cases. */
function noisyChannel(probabilities: readonly number[], flip: number): number[][] {
  const others = probabilities.length - 1;
  return probabilities.map((p, sent) =>
    probabilities.map((_, arrived) => p * (sent === arrived ? 1 - flip : flip / others)),
  );
}
