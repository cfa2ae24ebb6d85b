import { simclrViews, type Branches } from "../augment/simclrViews";
import type { Transform } from "../augment/transform";
import type { Dataset } from "../data/dataset";
import { gatherBytes } from "../data/gatherBytes";
import { fromBytes } from "../engine/bytes";
import { tf } from "../engine/tf";
import { ntXent } from "../losses/ntXent";
import { foldIn } from "../random/foldIn";
import { key } from "../random/key";
import { trainEpochs } from "./trainEpochs";
import type { TrainerOptions, TrainingStep } from "./trainerOptions";

/** What contrasts the two views of a batch, `[N, D]` each. */
export type ContrastiveLoss = (zA: tf.Tensor2D, zB: tf.Tensor2D) => tf.Scalar;

export interface PretrainOptions extends TrainerOptions {
  /** f; trained in place. */
  encoder: tf.LayersModel;
  /** g, from the encoder's output, of any layers; trained in place. Default none: the loss is of h itself. */
  head?: tf.LayersModel;
  /** Only its images are read. */
  data: Dataset;
  /** Makes a random view of every image of a batch; or what makes the first view and what the second, see `composition`. */
  augment: Transform | Branches;
  /** Default NT-Xent at `temperature`. */
  loss?: ContrastiveLoss;
  /** τ of the default loss. Default 0.5. */
  temperature?: number;
  /** Metrics after every so many epochs and after the last, from models as they are then. Default: none. */
  evaluate?: { everyEpochs: number; run: () => Record<string, number> };
}

/** A step of pretraining, as `onStep` hears of it. */
export type PretrainStep = TrainingStep;

export interface PretrainHistory {
  /** Loss of each step, weight decay included. */
  losses: number[];
  /** What `evaluate` gave, and after how many steps. */
  evaluations: { steps: number; metrics: Record<string, number> }[];
  /** Of all processes that worked on the run. */
  seconds: number;
  viewsPerSecond: number;
}

/**
 * Contrastive pretraining: in every step two random views of each image of a batch are embedded together, z = g(f(view)),
 * and the loss asks which belong together. Labels are not read.
 *
 * @paper arXiv 2002.05709v3, algorithm 1; arXiv 2006.10029v2, section 2, with a deeper head.
 * @differs the paper trains by LARS, which is an option here; the default is Adam with β₂ 0.99, better for small batches.
 * @returns the history; encoder and head are trained in place, moving statistics of batch norm included.
 * @throws DataError `batches: batchSize is 512 but cifar10/train has 256 images; a batch size from 1 to 256 is needed`.
 * @throws LossError `ntXent: temperature is 0 but must be a positive number`.
 * @throws TrainingError `pretrain: the loss is NaN at step 7, learning rate 0.5; lower the learning rate or raise the temperature;
 *   weights of encoder, head are no numbers now: make them anew`, the last part where it is so.
 * @throws CheckpointError when the checkpoint is damaged, or of another run: `trainingLoop`.
 * @throws CompileError when the loss or the augmentation cannot be part of a compiled step.
 * @throws InterruptedError when the signal fires; what is trained so far stays in encoder and head.
 * @cost one step is one forward and backward pass of 2N views; between steps the event loop runs.
 */
export async function pretrain(options: PretrainOptions): Promise<PretrainHistory> {
  const { encoder, head, data, augment, batchSize, seed, temperature = 0.5, evaluate } = options;
  const contrast = options.loss ?? ((zA, zB) => ntXent(zA, zB, { temperature }));
  const { history, evaluations, seconds } = await trainEpochs({
    who: "pretrain",
    options,
    data,
    models: head ? { encoder, head } : { encoder },
    optimizer: (learningRate) => tf.train.adam(learningRate, 0.9, 0.99),
    inputs: (batch): [tf.Tensor4D] => [gatherBytes(data, batch)],
    loss: ([images], n) => {
      const views = tf.concat(simclrViews(fromBytes(images), foldIn(key(seed), n), augment));
      return () => {
        const h = encoder.apply(views, { training: true });
        const z = head ? head.apply(h, { training: true }) : h;
        const [zA, zB] = tf.split<tf.Tensor2D>(z as tf.Tensor2D, 2);
        return contrast(zA, zB);
      };
    },
    fingerprint: { temperature: options.loss ? null : temperature },
    evaluate,
    remedy: "lower the learning rate or raise the temperature",
    line: { label: "pretraining", unit: "views", perStep: 2 * batchSize },
  });
  const losses = history.loss;
  return { losses, evaluations, seconds, viewsPerSecond: (2 * batchSize * losses.length) / seconds };
}
