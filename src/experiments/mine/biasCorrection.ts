import { interruptSignal } from "../../report/abort";
import { progress as progressLine } from "../../report/progress";
import { curveOf } from "../curveOf";
import type { Experiment } from "../experiment";
import type { Work } from "../work";
import { biasAlong } from "./biasCorrection/biasAlong";
import { biasCorrectionClaims } from "./biasCorrection/claims";
import type { BiasCorrectionConfig, BiasCorrectionMetrics } from "./biasCorrection/config";
import { criticsOf } from "./biasCorrection/critics";
import { biasExample, cellsOf } from "./biasCorrection/example";
import { biasFigure } from "./biasCorrection/figure";
import { libraryError } from "./biasCorrection/libraryError";

/** Batches that the library is given beside the formula. */
const checkedBatches = 20;

/** At rest long enough for the slowest average to settle; in motion from the first step until the critic has hardly anywhere to go. */
const rest = { learningRate: 0, steps: 1000 };
const motion = { learningRate: 1, steps: 100 };

const configs = (rates: readonly number[], batchSizes: readonly number[], still = rest): BiasCorrectionConfig[] =>
  [still, motion].flatMap((critic) =>
    batchSizes.flatMap((batchSize) => rates.map((rate) => ({ rate, batchSize, ...critic }))),
  );

const rates = [1, 0.3, 0.1, 0.03, 0.01];

/** Nodes of the integrals, about, and what a cell of one takes beside a probed value; what a gradient outside a compiled step does. */
const [nodes, cellValues, eagerSteps] = [170, 3, 15];

function biasCorrectionWork({ rate, learningRate, steps }: BiasCorrectionConfig): Work {
  // Batches that count in a double.
  const remembered = Math.ceil(41 / rate);
  const terms = learningRate === 0 ? Math.min(steps, remembered) : steps * Math.min(steps / 2, remembered);
  return { smallSteps: eagerSteps * checkedBatches, probedValues: terms * nodes * 9 * cellValues };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const rootMeanSquare = (values: readonly number[]): number => Math.sqrt(mean(values.map((value) => value ** 2)));

/**
 * How much of the bias of MINE's gradient does a moving average of the denominator take away? On tables of nine cells, where
 * the mean gradient over all batches can be computed exactly. A seed draws a table.
 * @paper arXiv 1801.04062, section 3.2.
 */
export const biasCorrection: Experiment<BiasCorrectionConfig, BiasCorrectionMetrics> = {
  id: "mine/bias-correction",
  revision: 1,
  paper: "arXiv 1801.04062, section 3.2",
  statement:
    "A moving average of the denominator takes most of the bias from the gradient, but lags while the critic moves.",
  notebook: "mine/02-bias-correction",
  profiles: {
    quick: { configs: configs(rates, [8, 256]), seeds: [1] },
    standard: { configs: configs(rates, [8, 256]), seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
    paper: {
      configs: configs([...rates, 0.003, 0.001], [8, 64, 256], { ...rest, steps: 10_000 }),
      seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    },
  },
  claims: biasCorrectionClaims,
  work: biasCorrectionWork,
  run: async (config, { seed, ...context }) => {
    const { rate, batchSize, learningRate, steps } = config;
    // Taken once: after an interrupt the next cell has a signal of its own.
    const signal = interruptSignal(context.signal);
    const line = context.progress ?? progressLine({ total: steps, label: "bias of the gradient", unit: "steps" });
    const table = biasExample(seed);
    const cells = cellsOf(table);
    try {
      const { corrected, plain } = await biasAlong(cells, {
        ...{ ...config, signal },
        onStep: (done) => line.update(done),
      });
      const [bias, plainBias] = [corrected, plain].map(rootMeanSquare);
      const critics = criticsOf(cells, { learningRate, steps: checkedBatches });
      const metrics = {
        bias,
        plainBias,
        share: bias / plainBias,
        libraryError: libraryError(table, critics, { rate, batchSize, seed: 1_000_000 + seed }),
        miNats: cells.joint.reduce((sum, p, cell) => sum + p * Math.log(p / cells.marginal[cell]), 0),
      };
      return learningRate === 0
        ? { metrics }
        : { metrics, curve: { bias: curveOf(corrected), plainBias: curveOf(plain) } };
    } finally {
      line.finish();
    }
  },
  figure: (rows) => biasFigure(rows),
};
