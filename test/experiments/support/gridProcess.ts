import { readFileSync, writeSync } from "node:fs";
import { simclr } from "../../../src/augment/simclr";
import type { Dataset } from "../../../src/data/dataset";
import { take } from "../../../src/data/take";
import { subset } from "../../../src/data/subset";
import { projectionHead } from "../../../src/models/projectionHead";
import { resnet } from "../../../src/models/resnet";
import { embed } from "../../../src/training/embed";
import { linearProbe } from "../../../src/training/linearProbe";
import { pretrain } from "../../../src/training/pretrain";
import type { Experiment } from "../../../src/experiments/experiment";
import { curveOf } from "../../../src/experiments/curveOf";
import { runGrid, type RunGridOptions } from "../../../src/experiments/runGrid";
import { InterruptedError, throwIfInterrupted } from "../../../src/report/abort";

/** What a test asks this process to run, as JSON in its first argument. */
export interface GridProcessOptions extends Pick<
  RunGridOptions<TinyConfig, TinyMetrics>,
  "root" | "home" | "shard" | "seeds"
> {
  /** A file of `dataset`, its bytes first, then its labels. */
  images: string;
}

interface TinyConfig {
  temperature: number;
  epochs: number;
}

interface TinyMetrics {
  probe: number;
  loss: number;
}

/** Where the process is: a line on stdout, written before what comes next begins. */
const tell = (event: string): void => void writeSync(1, `${event}\n`);

/** Enough of CIFAR-10: all of it takes longer to read than a whole run. */
export const dataset = { name: "cifar10/part", size: 260, shape: [32, 32, 3] as const, classes: 10 };

function readImages(file: string): Dataset {
  const { name, size, shape, classes } = dataset;
  const bytes = readFileSync(file);
  const [images, labels] = [bytes.subarray(0, -size), bytes.subarray(-size)];
  return { name, size, shape, images, labels, classNames: Array.from({ length: classes }, (_, n) => `class ${n}`) };
}

/** Small, but with all that a run of an experiment has: real images, a training with checkpoints, a probe, a curve. */
const tiny = (images: Dataset): Experiment<TinyConfig, TinyMetrics> => ({
  id: "simclr/tiny",
  revision: 1,
  paper: "arXiv 2002.05709v3, table 5",
  statement: "",
  notebook: "",
  profiles: Object.fromEntries(
    ["quick", "standard", "paper"].map((profile) => [
      profile,
      { configs: [0.1, 1].map((temperature) => ({ temperature, epochs: 2 })), seeds: [1, 2, 3, 4, 5] },
    ]),
  ) as unknown as Experiment<TinyConfig, TinyMetrics>["profiles"],
  claims: [],
  work: () => ({}),
  run: async ({ temperature, epochs }, { seed, signal, progress, checkpoint }) => {
    const data = subset(images, { size: 60, seed });
    const [train, test] = [0, 100].map((begin) =>
      take(
        images,
        Int32Array.from({ length: 100 }, (_, n) => begin + n),
      ),
    );
    const encoder = resnet({ depth: 10, width: 8, stemStride: 2, seed });
    const head = projectionHead({ inputDim: 64, outputDim: 16, seed });
    try {
      const { losses } = await pretrain({
        ...{ encoder, head, data, augment: simclr(), epochs, batchSize: 20, learningRate: 0.01, temperature, seed },
        ...{ signal, progress },
        checkpoint: checkpoint && { ...checkpoint("pretrain"), every: 1 },
        onStep: () => tell("step"),
      });
      tell("probe");
      throwIfInterrupted("tiny", signal);
      const { testAccuracy } = linearProbe({
        ...{ train: embed(encoder, train), test: embed(encoder, test), l2: 0.1 },
        ...{ trainLabels: train.labels, testLabels: test.labels, classes: 10 },
      });
      tell("append");
      return { metrics: { probe: testAccuracy, loss: losses[losses.length - 1] }, curve: { loss: curveOf(losses) } };
    } finally {
      encoder.dispose();
      head.dispose();
    }
  },
  figure: () => {
    throw new Error("no figure is asked for");
  },
});

async function main({ images, ...options }: GridProcessOptions): Promise<void> {
  const stop = new AbortController();
  process.once("SIGINT", () => {
    stop.abort();
    process.once("SIGINT", () => process.exit(130));
  });
  try {
    await runGrid(tiny(readImages(images)), {
      ...{ profile: "quick", signal: stop.signal, commit: "0000000", ...options },
      progress: { update: () => undefined, finish: () => undefined },
      onRow: ({ config, seed }, how) => tell(`${how} ${config.temperature}x${seed}`),
    });
  } catch (error) {
    if (!(error instanceof InterruptedError)) throw error;
    tell("interrupted");
    process.exitCode = 130;
  }
}

if (require.main === module) void main(JSON.parse(process.argv[2]) as GridProcessOptions);
