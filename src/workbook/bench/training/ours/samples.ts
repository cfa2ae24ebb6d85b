import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Pairs } from "../../../../data/samplers/pairSampler";
import { tf } from "../../../../engine/tf";
import type { CriticConfig } from "../../../../experiments/mine/beyondGaussians/config";
import { knownDistributions } from "../../../../experiments/mine/beyondGaussians/distributions";
import { knownSample } from "../../../../experiments/mine/beyondGaussians/knownSample";
import { statisticsNetwork } from "../../../../models/statisticsNetwork";
import { sampleSource } from "../../../../training/estimate/pairSource";
import { type GoldenArray, writeGolden } from "../../golden";
import { weightsOf } from "./models";

/** Samples of a distribution, one a seed, for a critic that is trained by this configuration. */
export interface SamplesRequest {
  /** Each sample gets a folder of its own in it, named by its seed. */
  folder: string;
  config: Pick<CriticConfig, "distribution" | "pairs" | "batchSize" | "width">;
  seeds: readonly number[];
}

/** Writes what a run of the experiment `mine/beyond-gaussians` starts from: its sample in the same three parts, and its initial critic. */
export function exportSamples({ folder, config, seeds }: SamplesRequest): void {
  const { distribution, pairs, batchSize, width } = config;
  const sampler = knownDistributions[distribution]();
  const [xDim, zDim] = [sampler.dims.x, sampler.dims.z];
  for (const seed of seeds) {
    const sample = knownSample(sampler, { pairs, seed });
    const held = { validationSize: 0.2, testSize: 0.2, leastHeldOut: 2, fresh: false };
    const { train, validation, test, owned } = sampleSource(sample, { seed, batchSize, ...held });
    const network = statisticsNetwork({ xDim, zDim, hiddenDims: [width, width], seed });
    const ofSeed = path.join(folder, String(seed));
    mkdirSync(ofSeed, { recursive: true });
    const parts = { train, validation, test } as Record<string, Pairs>;
    const arrays = Object.entries(parts).flatMap(([name, { x, z }]): [string, GoldenArray][] => [
      [`${name}/x`, arrayOf(x)],
      [`${name}/z`, arrayOf(z)],
    ]);
    writeGolden(ofSeed, { ...weightsOf(Object.values(network.models)), ...Object.fromEntries(arrays) }, {});
    network.dispose();
    tf.dispose([sample.x, sample.z, owned]);
  }
}

function arrayOf(tensor: tf.Tensor): GoldenArray {
  return { dtype: "float32", shape: tensor.shape, values: tensor.dataSync<"float32">() };
}
