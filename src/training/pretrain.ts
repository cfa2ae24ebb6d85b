import { simclrViews } from "../augment/simclrViews";
import type { Transform } from "../augment/transform";
import { batches } from "../data/batches";
import type { Dataset } from "../data/dataset";
import { gatherBytes } from "../data/gatherBytes";
import { fromBytes } from "../engine/bytes";
import { compile, type Compiled } from "../engine/compile";
import { tf } from "../engine/tf";
import { ntXent } from "../losses/ntXent";
import { cosine, type Schedule } from "../optimizers/schedules";
import { setLearningRate } from "../optimizers/learningRate";
import { foldIn } from "../random/foldIn";
import { key } from "../random/key";
import { interruptSignal, throwIfInterrupted } from "../report/abort";
import { progress as progressLine, type Progress } from "../report/progress";
import { TrainingError } from "./trainingError";

/** What contrasts the two views of a batch, `[N, D]` each. */
export type ContrastiveLoss = (zA: tf.Tensor2D, zB: tf.Tensor2D) => tf.Scalar;

export interface PretrainOptions {
  /** f; trained in place. */
  encoder: tf.LayersModel;
  /** g, from the encoder's output; trained in place. */
  head: tf.LayersModel;
  /** Only its images are read. */
  data: Dataset;
  /** Makes a random view of every image of a batch. */
  augment: Transform;
  /** Whole number from 1. */
  epochs: number;
  /** N: images of a step, which sees 2N views. From 1 to the size of the data set. */
  batchSize: number;
  /** A schedule, or the highest value of a cosine without warmup. */
  learningRate: Schedule | number;
  /** Default Adam with β₂ 0.99, disposed of at the end; a given one stays. */
  optimizer?: tf.Optimizer;
  /** Default NT-Xent at `temperature`. */
  loss?: ContrastiveLoss;
  /** τ of the default loss. Default 0.5. */
  temperature?: number;
  /** Seed of the order and of the augmentation, a whole number from 0. */
  seed: number;
  /**
   * Whether a step runs as one TensorFlow function, see `compile`. Default true; false runs it op by op, so that a loss or an
   * augmentation under edit may read values.
   */
  compiled?: boolean;
  /** Hears of every step. */
  onStep?: (step: PretrainStep) => void;
  /** Stops training within one step. Default: the running cell's interrupt. */
  signal?: AbortSignal;
  /** Default: a progress line. */
  progress?: Progress;
}

export interface PretrainStep {
  /** From 0. */
  step: number;
  epoch: number;
  loss: number;
  learningRate: number;
}

export interface PretrainHistory {
  /** Loss of each step. */
  losses: number[];
  seconds: number;
  viewsPerSecond: number;
}

/**
 * Contrastive pretraining: in every step two random views of each image of a batch are embedded together, z = g(f(view)),
 * and the loss asks which belong together. Labels are not read.
 *
 * @paper arXiv 2002.05709v3, algorithm 1.
 * @returns the history; encoder and head are trained in place, moving statistics of batch norm included.
 * @throws DataError `batches: batchSize is 512 but cifar10/train has 256 images; a batch size from 1 to 256 is needed`.
 * @throws LossError `ntXent: temperature is 0 but must be a positive number`.
 * @throws TrainingError `pretrain: the loss is NaN at step 7, learning rate 0.5; lower the learning rate or raise the temperature`.
 * @throws CompileError when the loss or the augmentation cannot be part of a compiled step.
 * @throws InterruptedError when the signal fires; what is trained so far stays in encoder and head.
 * @cost one step is one forward and backward pass of 2N views; between steps the event loop runs.
 */
export async function pretrain(options: PretrainOptions): Promise<PretrainHistory> {
  const { data, epochs, batchSize, seed, temperature = 0.5, onStep } = options;
  // Taken once: after an interrupt the next cell, with a signal of its own, may run before the next step asks.
  const signal = interruptSignal(options.signal);
  if (!Number.isInteger(epochs) || epochs < 1)
    throw new TrainingError(`pretrain: epochs is ${epochs}; it must be a whole number from 1`);
  const first = batches(data, { batchSize, seed, epoch: 0 });
  const total = epochs * first.length;
  const rate =
    typeof options.learningRate === "number"
      ? cosine({ base: options.learningRate, totalSteps: total })
      : options.learningRate;
  const loss = options.loss ?? ((zA, zB) => ntXent(zA, zB, { temperature }));
  const line = options.progress ?? progressLine({ total: 2 * batchSize * total, label: "pretraining", unit: "views" });
  const optimizer = options.optimizer ?? tf.train.adam(rate(0), 0.9, 0.99);
  const train = trainStep({ ...options, loss, optimizer });
  const losses: number[] = [];
  const start = performance.now();
  try {
    for (let epoch = 0; epoch < epochs; epoch++)
      for (const batch of epoch === 0 ? first : batches(data, { batchSize, seed, epoch })) {
        throwIfInterrupted("pretrain", signal);
        const step = losses.length;
        const learningRate = rate(step);
        setLearningRate(optimizer, learningRate);
        const latest = run(options.compiled === false ? train.eager : train, gatherBytes(data, batch), step);
        if (!Number.isFinite(latest))
          throw new TrainingError(
            `pretrain: the loss is ${latest} at step ${step}, learning rate ${learningRate}; ` +
              "lower the learning rate or raise the temperature",
          );
        losses.push(latest);
        onStep?.({ step, epoch, loss: latest, learningRate });
        line.update(2 * batchSize * losses.length, { loss: latest });
        await new Promise(setImmediate);
      }
  } finally {
    line.finish();
    train.dispose();
    if (options.optimizer === undefined) optimizer.dispose();
  }
  const seconds = (performance.now() - start) / 1000;
  return { losses, seconds, viewsPerSecond: (2 * batchSize * total) / seconds };
}

interface Step extends PretrainOptions {
  loss: ContrastiveLoss;
  optimizer: tf.Optimizer;
}

type TrainStep = Compiled<[images: tf.Tensor4D, step: tf.Scalar], tf.Scalar>;

/** A step of training as a function of a batch, in bytes, and the step's number. */
function trainStep({ encoder, head, augment, seed, loss, optimizer }: Step): TrainStep {
  const trained = [...variables(encoder), ...variables(head)];
  return compile(
    (images: tf.Tensor4D, step: tf.Scalar): tf.Scalar => {
      const views = tf.concat(simclrViews(fromBytes(images), foldIn(key(seed), step), augment));
      const contrast = (): tf.Scalar => {
        const z = head.apply(encoder.apply(views, { training: true }), { training: true });
        const [zA, zB] = tf.split<tf.Tensor2D>(z as tf.Tensor2D, 2);
        return loss(zA, zB);
      };
      // Asked for the cost, minimize always gives it.
      return optimizer.minimize(contrast, true, trained) as tf.Scalar;
    },
    { name: "pretrain" },
  );
}

function run(step: TrainStep | TrainStep["eager"], images: tf.Tensor4D, number: number): number {
  try {
    const value = step(images, number);
    const latest = value.dataSync()[0];
    value.dispose();
    return latest;
  } finally {
    images.dispose();
  }
}

function variables(model: tf.LayersModel): tf.Variable[] {
  return model.trainableWeights.map((weight) => weight.read() as tf.Variable);
}
