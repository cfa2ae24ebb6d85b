import { smallTrainingWork } from "../cost/smallTrainingWork";
import { sumOfWork } from "../cost/sumOfWork";
import type { Experiment, Profile } from "../experiment";
import type { Work } from "../work";
import { informationBottleneckClaims } from "./informationBottleneck/claims";
import type { InformationBottleneckConfig, InformationBottleneckMetrics, Method } from "./informationBottleneck/config";
import { bottleneckErrors } from "./informationBottleneck/figure";
import { runBottleneck } from "./informationBottleneck/run";

type Size = Omit<InformationBottleneckConfig, "method" | "learningRate" | "strength" | "inputNoise">;

const standard: Size = {
  images: 7000,
  epochs: 10,
  batchSize: 100,
  width: 256,
  codeDim: 64,
  criticWidth: 128,
  criticRate: 0.001,
  draws: 12,
};

/** The paper's widths; it tells no more of its training than Adam with a falling rate. On the images that there are, an eighth of the paper's. */
const sizes: Record<Profile, Size> = {
  quick: { ...standard, epochs: 6, draws: 4 },
  standard,
  paper: { ...standard, epochs: 200, width: 1024, codeDim: 256, criticWidth: 512 },
};

/** Of 0.1 and 0.2 the one with which held-out images were misclassified less. */
const inputNoise = 0.2;

const of =
  (profile: Profile) =>
  (method: Method, rates: readonly number[], strengths: readonly number[]): InformationBottleneckConfig[] =>
    rates.flatMap((learningRate) =>
      strengths.map((strength) => ({
        ...{ method, learningRate, strength, inputNoise: method === "MINE-additive" ? inputNoise : 0 },
        ...sizes[profile],
      })),
    );

/**
 * Settled by pilots with seeds 201 and 202 before the recorded seeds were run: the best of 0.001 to 0.016 for the deterministic network is
 * 0.008, with 3.3 % of held-out images wrong, and at 0.016 nothing was better. Strengths are those around the best ones.
 */
const rates = [0.004, 0.008];

/** Six candidates of each method. */
function candidates(profile: Profile): InformationBottleneckConfig[] {
  const ofProfile = of(profile);
  return [
    ...ofProfile("deterministic", [0.002, 0.004, 0.006, 0.008, 0.012, 0.016], [0]),
    ...ofProfile("dropout", rates, [0.1, 0.3, 0.5]),
    ...ofProfile("confidence penalty", rates, [0.1, 0.3, 1]),
    ...ofProfile("label smoothing", rates, [0.1, 0.2, 0.4]),
    ...ofProfile("VIB", rates, [0.0001, 0.0003, 0.001]),
    ...ofProfile("MINE-Gaussian", rates, [0.001, 0.01, 0.03]),
    ...ofProfile("MINE-additive", rates, [0.001, 0.01, 0.03]),
    ...ofProfile("additive noise", rates, [0.1, 0.2, 0.3]),
  ];
}

function quick(): InformationBottleneckConfig[] {
  const ofQuick = of("quick");
  return [
    ...ofQuick("VIB", [0.008], [0.001, 0.03]),
    ...ofQuick("MINE-Gaussian", [0.008], [0.001, 0.03]),
    ...ofQuick("MINE-additive", [0.008], [0.001, 0.03]),
  ];
}

/** Numbers of a MNIST image, classes, and the width of what the parts of the statistics network give. */
const [pixels, classes, embedding] = [784, 10, 32];

function bottleneckWork(config: InformationBottleneckConfig): Work {
  const { method, images, epochs, batchSize, width, codeDim, criticWidth } = config;
  const steps = epochs * Math.floor(images / batchSize);
  const ofCode = ["VIB", "MINE-Gaussian"].includes(method) ? 2 * codeDim : codeDim;
  const own = smallTrainingWork({ steps, rows: batchSize, widths: [pixels, width, width, ofCode, classes] });
  if (!method.startsWith("MINE")) return own;
  // Its update is a step of its own; once more it only passes.
  const critic = { steps, rows: 1.5 * batchSize, widths: [pixels + codeDim, criticWidth, embedding] };
  return sumOfWork(own, smallTrainingWork(critic));
}

/**
 * Does a classifier generalise better when its code tells little of the image, and better by MINE than by the variational bound?
 * @paper arXiv 1801.04062, section on the information bottleneck and its table.
 * @differs 7,000 images instead of 60,000, and smaller networks: errors are several times the paper's.
 */
export const informationBottleneck: Experiment<InformationBottleneckConfig, InformationBottleneckMetrics> = {
  id: "mine/information-bottleneck",
  revision: 1,
  paper: "arXiv 1801.04062, information bottleneck",
  statement: "With equal tuning, does a bottleneck by MINE misclassify less than one by the variational bound?",
  notebook: "mine/08-information-bottleneck",
  profiles: {
    quick: { configs: quick(), seeds: [1] },
    standard: { configs: candidates("standard"), seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
    paper: { configs: candidates("paper"), seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
  },
  claims: informationBottleneckClaims,
  optionalMetrics: ["klNats", "mineNats", "heldOutMineNats", "densityNats"],
  work: bottleneckWork,
  run: runBottleneck,
  figure: (rows) => bottleneckErrors(rows),
};
