import type { Grid } from "../../experiment";
import { correlationOf } from "../correlationOf";
import type { EstimatorConfig } from "./config";

type Critic = Pick<EstimatorConfig, "steps" | "batchSize" | "width" | "learningRate" | "averageRate" | "testPairs">;

/** Those of the paper's figure 1. */
export const correlations = [-0.99, -0.9, -0.7, -0.5, -0.3, -0.1, 0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99];

/** What is there to find in every sample, whatever its dimensions: then a curve over them shows these alone. */
export const sampleNats = 2;

/** Of the samples in which dimensions are compared. */
export const sampleSize = 5000;

/** Fresh pairs for the critics, for each ρ. */
function fresh(
  dims: number,
  { of = correlations, ksgPairs, ...critic }: Critic & { of?: readonly number[]; ksgPairs: number },
): EstimatorConfig[] {
  return of.map((correlation) => ({ dims, correlation, pairs: 0, ksgPairs, ...critic }));
}

/** The same pairs for all, or the first of them for KSG, which takes a time of their square in many dimensions. */
function sample(
  dims: number,
  { sizes, mostOfKsg = Infinity, ...critic }: Critic & { sizes: readonly number[]; mostOfKsg?: number },
): EstimatorConfig[] {
  const correlation = Number(correlationOf(sampleNats, dims).toFixed(4));
  return sizes.map((pairs) => ({ dims, correlation, pairs, ksgPairs: Math.min(pairs, mostOfKsg), ...critic }));
}

// Settled by a pilot with seeds from 201, before the recorded seeds were run.
const critic: Critic = {
  ...{ steps: 1000, batchSize: 128, width: 64, learningRate: 0.003, averageRate: 0.1, testPairs: 20_000 },
};
const inTwo: Critic = { ...critic, steps: 600 };
const inTwenty: Critic = { ...critic, steps: 1500 };
const quickly: Critic = { ...critic, steps: 300 };
/** The paper tells neither network nor length of training. */
const long: Critic = { ...critic, steps: 20_000, batchSize: 256, width: 512, learningRate: 0.0005, testPairs: 100_000 };

const sizes = [300, 1000, sampleSize, 30_000];
const more = [5, 10, 50];

export const quick: Grid<EstimatorConfig> = {
  configs: [
    ...fresh(2, { ...quickly, of: [0.5, 0.9], ksgPairs: 3000 }),
    ...fresh(20, { ...quickly, of: [0.5], ksgPairs: 1000 }),
    ...sample(2, { ...quickly, sizes: [sampleSize], mostOfKsg: 2000 }),
    ...sample(20, { ...quickly, sizes: [300, sampleSize], mostOfKsg: 2000 }),
  ],
  seeds: [1],
};

export const standard: Grid<EstimatorConfig> = {
  configs: [
    ...fresh(2, { ...inTwo, ksgPairs: 10_000 }),
    ...fresh(20, { ...inTwenty, ksgPairs: 3000 }),
    ...sample(2, { ...critic, sizes }),
    ...sample(20, { ...critic, sizes, mostOfKsg: sampleSize }),
    ...more.flatMap((dims) => sample(dims, { ...critic, sizes: [sampleSize] })),
  ],
  seeds: [1, 2, 3, 4, 5],
};

export const paper: Grid<EstimatorConfig> = {
  configs: [
    ...fresh(2, { ...long, ksgPairs: 100_000 }),
    ...fresh(20, { ...long, ksgPairs: 10_000 }),
    ...[2, 20].flatMap((dims) => sample(dims, { ...long, sizes: [...sizes, 100_000], mostOfKsg: 30_000 })),
    ...more.flatMap((dims) => sample(dims, { ...long, sizes: [sampleSize] })),
  ],
  seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
};
