import { simclr } from "../../augment/simclr";
import type { Dataset } from "../../data/dataset";
import { correlatedGaussian } from "../../data/samplers/correlatedGaussian";
import { projectionHead } from "../../models/projectionHead";
import { resnet } from "../../models/resnet";
import { statisticsNetwork } from "../../models/statisticsNetwork";
import { embed } from "../../training/embed";
import { estimateMI } from "../../training/estimateMI";
import { silentProgress } from "../../report/silentProgress";
import { linearProbe } from "../../training/linearProbe";
import { pretrain } from "../../training/pretrain";
import type { Speeds } from "./machineCalibration";
import { embeddingWork, trainingWork } from "./networkWork";
import type { Networks } from "./passOf";
import { probingWork } from "./probingWork";
import { smallTrainingWork } from "./smallTrainingWork";
import { solveTwo, type Measurement } from "./solveTwo";

/**
 * Two mixtures of arithmetic and of numbers that only pass through: those that experiments train lie between or near them. The
 * second has half the blocks, since compiling would take most of its time.
 */
const narrow: Networks = { encoder: { depth: 10, width: 16, stemStride: 2 }, head: {} };
const wide: Networks = { encoder: { blocks: [1, 1], width: 64, stemStride: 2 }, head: {} };

/**
 * Measures each kind of work through the library itself, on noise, and takes the fastest of several times: what else goes on
 * meanwhile, as where a kernel has just started, only makes them longer.
 * @cost about 7 s of processor time, of which compiling is half
 */
export async function measureSpeeds(): Promise<Speeds> {
  const first = await pretraining(narrow, { batchSize: 64, steps: 10 });
  const second = await pretraining(wide, { batchSize: 16, steps: 8 });
  const training = solveTwo(first, second);
  const { embeddingFlops = 0, embeddingValues = 0, seconds } = embedding();
  // How much longer the pass of an embedding takes than the same share of training.
  const factor = seconds / (embeddingFlops * training.x + embeddingValues * training.y);
  const small = solveTwo(
    await estimation({ batchSize: 64, width: 16, stepsPerCall: 10 }),
    await estimation({ batchSize: 512, width: 256, stepsPerCall: 2 }),
  );
  return {
    trainingFlops: training.x,
    trainingValues: training.y,
    embeddingFlops: factor * training.x,
    embeddingValues: factor * training.y,
    probedValues: probing(),
    smallSteps: small.x,
    smallFlops: small.y,
    compiledSteps: first.compiling,
  };
}

async function pretraining(
  networks: Networks,
  { batchSize, steps }: { batchSize: number; steps: number },
): Promise<Measurement & { compiling: number }> {
  const encoder = resnet(networks.encoder);
  const head = projectionHead({ ...networks.head, inputDim: encoder.outputShape[1] as number });
  const clock = new Clock();
  try {
    await pretrain({
      ...{ encoder, head, data: noise(batchSize), augment: simclr({ strength: 0.5 }) },
      ...{ epochs: steps, batchSize, learningRate: 1e-3, seed: 0, progress: silentProgress },
      onStep: () => clock.lap(),
    });
  } finally {
    encoder.dispose();
    head.dispose();
  }
  const { trainingFlops = 0, trainingValues = 0 } = trainingWork(networks, 2 * batchSize);
  const seconds = clock.fastest();
  return { x: trainingFlops, y: trainingValues, seconds, compiling: Math.max(0, clock.laps[0] - seconds) };
}

function embedding(): ReturnType<typeof embeddingWork> & { seconds: number } {
  const encoder = resnet(narrow.encoder);
  const data = noise(500);
  const clock = new Clock();
  for (let round = 0; round < 4; round++) {
    embed(encoder, data);
    clock.lap();
  }
  encoder.dispose();
  return { ...embeddingWork({ encoder: narrow.encoder }, data.size), seconds: clock.fastest() };
}

/** Seconds a value, of a fit with much weight decay, which converges in few iterations. */
function probing(): number {
  const [rows, columns, classes] = [2000, 512, 10];
  const { images, labels } = noise(Math.ceil((rows * columns) / 3072));
  const train = { values: Float32Array.from(images.subarray(0, rows * columns)), rows, columns };
  const trainLabels = Uint8Array.from({ length: rows }, (_, n) => labels[n % labels.length]);
  const test = { values: train.values.slice(0, columns), rows: 1, columns };
  const perValue = [0, 1, 2].map(() => {
    const start = performance.now();
    const { iterations } = linearProbe({ train, trainLabels, test, testLabels: [0], classes, l2: 0.1 });
    const { probedValues = 0 } = probingWork({ rows, columns, iterations });
    return (performance.now() - start) / 1000 / probedValues;
  });
  return Math.min(...perValue);
}

async function estimation({
  batchSize,
  width,
  stepsPerCall,
}: Record<"batchSize" | "width" | "stepsPerCall", number>): Promise<Measurement> {
  const [dims, calls] = [20, 8];
  const network = statisticsNetwork({ xDim: dims, zDim: dims, hiddenDims: [width, width] });
  const clock = new Clock();
  try {
    await estimateMI({
      ...{ pairs: correlatedGaussian({ dims, correlation: 0.5 }), network, batchSize, stepsPerCall, seed: 0 },
      ...{ steps: calls * stepsPerCall, evaluateEvery: calls * stepsPerCall, validationSize: 64, testSize: 64 },
      ...{ progress: silentProgress, onStep: () => clock.lap() },
    });
  } finally {
    network.dispose();
  }
  const { smallSteps = 0, smallFlops = 0 } = smallTrainingWork({
    steps: stepsPerCall,
    rows: 2 * batchSize,
    widths: [2 * dims, width, width, 1],
  });
  return { x: smallSteps, y: smallFlops, seconds: clock.fastest() };
}

/** Images of uniform noise, the same every time. */
function noise(size: number): Dataset {
  const images = new Uint8Array(size * 3072);
  // The generator of Numerical Recipes; which numbers they are does not matter to the time.
  for (let i = 0, state = 1; i < images.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    images[i] = state >>> 24;
  }
  const labels = Uint8Array.from({ length: size }, (_, n) => n % 10);
  return { name: "noise", size, shape: [32, 32, 3], images, labels, classNames: [..."0123456789"] };
}

/** Times of what comes one after the other. */
class Clock {
  readonly laps: number[] = [];
  private last = performance.now();

  lap(): void {
    const now = performance.now();
    this.laps.push((now - this.last) / 1000);
    this.last = now;
  }

  /** Of all but the first, which also compiles. */
  fastest(): number {
    return Math.min(...this.laps.slice(1));
  }
}
