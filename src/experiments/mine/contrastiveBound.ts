import { correlatedGaussian } from "../../data/samplers/correlatedGaussian";
import { smallTrainingWork } from "../cost/smallTrainingWork";
import type { Experiment } from "../experiment";
import { contrastiveBoundClaims } from "./contrastiveBound/claims";
import type { ContrastiveBoundConfig, ContrastiveBoundMetrics } from "./contrastiveBound/config";
import { CosineCritic } from "./contrastiveBound/cosineCritic";
import { contrastiveBoundFigure } from "./contrastiveBound/figure";
import { heldOutBounds } from "./contrastiveBound/heldOutBounds";
import { trainCritic } from "./contrastiveBound/trainCritic";
import { correlationOf } from "./correlationOf";

type Setting = Pick<ContrastiveBoundConfig, "nats" | "temperature" | "pairs">;
type Base = Omit<ContrastiveBoundConfig, keyof Setting>;

/** Settled by a pilot with seed 201 before the recorded seeds were run. */
const standard: Base = {
  dims: 10,
  steps: 400,
  width: 64,
  embeddingDim: 16,
  learningRate: 0.005,
  heldOutPairs: 6400,
};

const quick: Base = { ...standard, steps: 300 };

const paper: Base = { ...standard, steps: 5000, width: 256, embeddingDim: 32, heldOutPairs: 102_400 };

const nats = [1, 2, 4, 8, 16];
const all = [0.1, 0.2, 0.5, 1, "learned"] as const;

const configs = (base: Base, settings: Record<number, readonly Setting["temperature"][]>): ContrastiveBoundConfig[] =>
  Object.entries(settings).flatMap(([pairs, temperatures]) =>
    temperatures.flatMap((temperature) =>
      nats.map((one) => ({ nats: one, temperature, pairs: Number(pairs), ...base })),
    ),
  );

/**
 * What does SimCLR's loss say of the mutual information of two views? Pairs that share a known number of nats stand for them.
 * @paper arXiv 1905.06922, InfoNCE; arXiv 2002.05709v3, equation 1.
 */
export const contrastiveBound: Experiment<ContrastiveBoundConfig, ContrastiveBoundMetrics> = {
  id: "mine/contrastive-bound",
  revision: 1,
  paper: "arXiv 1905.06922, InfoNCE, and arXiv 2002.05709v3, equation 1",
  statement: "NT-Xent bounds mutual information from below, and its temperature caps what it can say.",
  notebook: "mine/09-infomax-is-contrastive",
  profiles: {
    quick: {
      configs: configs(quick, { 64: [0.5, 1, "learned"] }).filter((config) => config.nats === 2 || config.nats === 16),
      seeds: [1],
    },
    standard: { configs: configs(standard, { 64: all, 256: [0.5, "learned"] }), seeds: [1, 2, 3, 4, 5] },
    paper: { configs: configs(paper, { 64: all, 256: all, 1024: all }), seeds: [1, 2, 3, 4, 5] },
  },
  claims: contrastiveBoundClaims,
  work: ({ steps, pairs, dims, width, embeddingDim }) =>
    smallTrainingWork({ steps, rows: 2 * pairs, widths: [dims, width, width, embeddingDim, 2 * pairs] }),
  run: async (config, context) => {
    const { seed } = context;
    const sampler = correlatedGaussian({ dims: config.dims, correlation: correlationOf(config.nats, config.dims) });
    const critic = new CosineCritic(config, seed);
    try {
      await trainCritic(critic, sampler, config, context);
      return { metrics: { ...heldOutBounds(critic, sampler, { ...config, seed }), trueNats: sampler.miNats } };
    } finally {
      critic.dispose();
    }
  },
  figure: (rows) => contrastiveBoundFigure(rows),
};
