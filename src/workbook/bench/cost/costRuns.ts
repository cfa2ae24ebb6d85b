import { silentProgress as progress } from "../../../report/silentProgress";
import { correlatedGaussian } from "../../../data/samplers/correlatedGaussian";
import { smallTrainingWork } from "../../../experiments/cost/smallTrainingWork";
import type { Experiment } from "../../../experiments/experiment";
import { framework } from "../../../experiments/simclr/framework";
import { temperature } from "../../../experiments/simclr/temperature";
import type { Work } from "../../../experiments/work";
import { statisticsNetwork } from "../../../models/statisticsNetwork";
import { estimateMI } from "../../../training/estimateMI";

/** Something whose time was estimated before, and is measured. */
export interface CostRun {
  name: string;
  work: Work;
  run: () => Promise<unknown>;
}

/** Recorded configurations, others of another network and other sizes, and training steps of a critic. */
export function costRuns(): CostRun[] {
  const [quick] = framework.profiles.quick.configs;
  const small = { ...quick, images: 1280, probeImages: 1000, epochs: 2 };
  return [
    of(framework, "simclr/framework quick", quick),
    of(temperature, "simclr/temperature quick, its first", temperature.profiles.quick.configs[0]),
    of(framework, "simclr/framework, 1,280 images, 2 epochs", small),
    of(framework, "simclr/framework, the same, width 32", { ...small, width: 32 }),
    estimation(),
  ];
}

function of<Config extends object, Metrics extends object>(
  experiment: Experiment<Config, Metrics>,
  name: string,
  config: Config,
): CostRun {
  return { name, work: experiment.work(config), run: () => experiment.run(config, { seed: 1, progress }) };
}

function estimation(): CostRun {
  const [dims, steps, batchSize, hidden] = [10, 2000, 256, 128];
  return {
    name: "estimateMI, 2,000 steps",
    work: smallTrainingWork({ steps, rows: 2 * batchSize, widths: [2 * dims, hidden, hidden, 1] }),
    run: async () => {
      const network = statisticsNetwork({ xDim: dims, zDim: dims, hiddenDims: [hidden, hidden] });
      try {
        const pairs = correlatedGaussian({ dims, correlation: 0.5 });
        await estimateMI({ pairs, network, steps, batchSize, evaluateEvery: 1000, seed: 1, progress });
      } finally {
        network.dispose();
      }
    },
  };
}
