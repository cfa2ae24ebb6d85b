import { tf } from "../../../src/engine/tf";
import { jointDiscriminator } from "../../../src/models/generative/jointDiscriminator";
import { mlpDiscriminator } from "../../../src/models/generative/mlpDiscriminator";
import { mlpEncoder } from "../../../src/models/generative/mlpEncoder";
import { mlpGenerator } from "../../../src/models/generative/mlpGenerator";
import type { Sampler } from "../../../src/training/adversarial/adversarialOptions";

/** Four points in the plane, the same in every step. */
export const points = [0.9, -0.3, -0.2, 0.8, 0.4, 0.5, -1.1, -0.6];
export const fixedPoints: Sampler = { name: "four points", sample: () => tf.tensor2d(points, [4, 2]) };
export const silent = { update: () => undefined, finish: () => undefined };

/** A network of one hidden layer: widths, and slope of its rectifier below 0. */
export interface Shape {
  sizes: [number, number, number];
  slope: number;
  /** Tells its weights from those of others. */
  number: number;
}

export const shapes = {
  generator: { number: 1, sizes: [3, 4, 2], slope: 0 },
  discriminator: { number: 2, sizes: [2, 4, 1], slope: 0.2 },
  statistics: { number: 3, sizes: [4, 4, 1], slope: 0.2 },
  encoder: { number: 4, sizes: [2, 4, 2], slope: 0.2 },
  decoder: { number: 5, sizes: [2, 4, 2], slope: 0 },
  joint: { number: 6, sizes: [4, 4, 1], slope: 0.2 },
  jointStatistics: { number: 7, sizes: [4, 4, 1], slope: 0.2 },
} satisfies Record<string, Shape>;

export function startOf({ sizes: [a, b, c], number }: Shape): number[] {
  return Array.from({ length: a * b + b + b * c + c }, (_, i) => 0.8 * Math.sin(1.7 * i + number));
}

/** What the network gives for one row, in float64. */
export function forward(weights: number[], { sizes: [a, b, c], slope }: Shape, row: readonly number[]): number[] {
  const hidden = Array.from({ length: b }, (_, j) => {
    let sum = weights[a * b + j];
    for (let i = 0; i < a; i++) sum += row[i] * weights[i * b + j];
    return sum > 0 ? sum : slope * sum;
  });
  const second = a * b + b;
  return Array.from({ length: c }, (_, k) => {
    let sum = weights[second + b * c + k];
    for (let j = 0; j < b; j++) sum += hidden[j] * weights[second + j * c + k];
    return sum;
  });
}

/** The model of that shape, with its weights set. */
export function modelOf(name: keyof typeof shapes): tf.LayersModel {
  const hiddenDims = [4];
  const model = {
    generator: () => mlpGenerator({ latentDim: 3, outputShape: [2], hiddenDims }),
    decoder: () => mlpGenerator({ latentDim: 2, outputShape: [2], hiddenDims }),
    encoder: () => mlpEncoder({ inputShape: [2], latentDim: 2, hiddenDims }),
    discriminator: () => mlpDiscriminator({ inputShape: [2], hiddenDims }),
    statistics: () => jointDiscriminator({ inputShape: [2], latentDim: 2, hiddenDims }),
    joint: () => jointDiscriminator({ inputShape: [2], latentDim: 2, hiddenDims }),
    jointStatistics: () => jointDiscriminator({ inputShape: [2], latentDim: 2, hiddenDims }),
  }[name]();
  let at = 0;
  const start = startOf(shapes[name]);
  const weights = model.getWeights().map(({ shape, size }) => tf.tensor(start.slice(at, (at += size)), shape));
  model.setWeights(weights);
  tf.dispose(weights);
  return model;
}

export function weightsOf(models: readonly tf.LayersModel[]): number[] {
  return models.flatMap((model) => model.getWeights().flatMap((weight) => [...weight.dataSync()]));
}
