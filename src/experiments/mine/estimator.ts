import { ksg } from "../../bounds/ksg";
import { correlatedGaussian } from "../../data/samplers/correlatedGaussian";
import type { Pairs, PairSampler } from "../../data/samplers/pairSampler";
import { tf } from "../../engine/tf";
import { key } from "../../random/key";
import { smallTrainingWork } from "../cost/smallTrainingWork";
import { sumOfWork } from "../cost/sumOfWork";
import type { Experiment } from "../experiment";
import type { Work } from "../work";
import { estimatorClaims } from "./estimator/claims";
import type { EstimatorConfig, EstimatorMetrics } from "./estimator/config";
import { estimatorFigure } from "./estimator/figures";
import { paper, quick, standard } from "./estimator/grids";
import { trainedCritic } from "./estimator/trainedCritic";

/**
 * How near does MINE come to the mutual information of Gaussians, beside MINE-f and nearest neighbours; and what do samples and
 * dimensions do to it? A run is one sampler, all of them on it.
 * @paper arXiv 1801.04062, section 4.1 and figure 1.
 */
export const estimator: Experiment<EstimatorConfig, EstimatorMetrics> = {
  id: "mine/estimator",
  revision: 1,
  paper: "arXiv 1801.04062, figure 1",
  statement:
    "MINE follows the mutual information of Gaussians, also in 20 dimensions, where nearest neighbours lose it.",
  notebook: "mine/01-estimator",
  profiles: { quick, standard, paper },
  claims: estimatorClaims,
  work: estimatorWork,
  run: async (config, context) => {
    const { dims, correlation, pairs, ksgPairs } = config;
    const sampler = correlatedGaussian({ dims, correlation });
    const sample = drawn(sampler, { size: pairs === 0 ? ksgPairs : pairs, seed: context.seed });
    try {
      const given = { ...context, sampler, pairs: pairs === 0 ? sampler : sample };
      const mine = await trainedCritic(config, { ...given, critic: "mine" });
      const averaged = await trainedCritic(config, { ...given, critic: "averaged" });
      const mineF = await trainedCritic(config, { ...given, critic: "mine-f" });
      const start = performance.now();
      const [x, z] = [sample.x, sample.z].map((rows) => rows.dataSync().subarray(0, ksgPairs * dims));
      const ksgNats = ksg(x, z, { xDim: dims, zDim: dims });
      return {
        metrics: {
          trueNats: sampler.miNats,
          mineNats: mine.miNats,
          mineStandardErrorNats: mine.standardErrorNats,
          mineTrainNats: mine.trainMiNats,
          averagedNats: averaged.miNats,
          mineFNats: mineF.miNats,
          ksgNats,
          smallestGapNats: Math.min(...[mine, averaged, mineF].map((one) => one.smallestGapNats)),
          mineSeconds: mine.seconds,
          averagedSeconds: averaged.seconds,
          mineFSeconds: mineF.seconds,
          ksgSeconds: (performance.now() - start) / 1000,
        },
      };
    } finally {
      tf.dispose([sample.x, sample.z]);
    }
  },
  figure: (rows) => estimatorFigure(rows),
};

function drawn(sampler: PairSampler, { size, seed }: { size: number; seed: number }): Pairs {
  return tf.tidy(() => {
    const { x, z } = sampler.sample(key(1_000_000 + seed), size);
    return { x, z };
  });
}

/** What a step on all pairs of a batch takes beside one of a small network, and looking at a number of a neighbour beside a probed value. */
const [allPairsSteps, neighbourValues] = [2, 1];

/** Three critics of two networks each; and neighbours, all of which are looked at in many dimensions. */
function estimatorWork({ dims, steps, batchSize, width, ksgPairs }: EstimatorConfig): Work {
  const network = smallTrainingWork({ steps, rows: batchSize, widths: [dims, width, width, 32] });
  const { smallFlops = 0 } = network;
  const critic: Work = { smallSteps: allPairsSteps * steps, smallFlops: 2 * smallFlops, compiledSteps: 1 };
  const looked = ksgPairs * Math.min(ksgPairs, 100 * 2 ** dims) * 2 * dims;
  return sumOfWork(critic, critic, critic, { probedValues: neighbourValues * looked });
}
