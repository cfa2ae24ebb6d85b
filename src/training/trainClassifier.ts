import type { Transform } from "../augment/transform";
import type { Dataset } from "../data/dataset";
import { gatherBytes } from "../data/gatherBytes";
import { fromBytes } from "../engine/bytes";
import { tf } from "../engine/tf";
import { wilsonInterval, type Interval } from "../metrics/wilsonInterval";
import { foldIn } from "../random/foldIn";
import { key } from "../random/key";
import type { Evaluation, TrainingRecord } from "./checkpoint";
import type { Fingerprint } from "./checkpoint/fingerprint";
import { evaluate, requireClasses } from "./evaluate";
import { trainEpochs } from "./trainEpochs";
import type { TrainerOptions } from "./trainerOptions";

/** On what a classifier is judged while it is trained. */
export interface HeldOut {
  /** Images that are not trained on. */
  data: Dataset;
  /** Whole number from 1. Default: only after the last epoch. */
  everyEpochs?: number;
}

export interface HeldOutResult {
  /** Steps done. */
  steps: number;
  accuracy: number;
  /** 95% Wilson interval over images. */
  interval: Interval;
  /** Nats. */
  crossEntropy: number;
}

export interface ClassifierHistory {
  /** Loss of each step, weight decay included. */
  losses: number[];
  /** As `heldOut` asks, the last one after the last step; none without it. */
  evaluations: HeldOutResult[];
  /** Of all processes that worked on the run. */
  seconds: number;
  imagesPerSecond: number;
}

/** A training whose step sees one view of each image of a batch. */
export interface ClassifierTraining<Extra extends tf.Tensor[]> {
  who: string;
  label: string;
  options: TrainerOptions & { heldOut?: HeldOut };
  data: Dataset;
  /** Trained. */
  model: tf.LayersModel;
  augment: Transform;
  /** What the loss needs of a batch beside the images; disposed of after the step. */
  extra: (batch: Int32Array) => Extra;
  /** What the loss needs of the views, outside the gradient. Default nothing. */
  prepare?: (views: tf.Tensor4D) => tf.Tensor2D;
  loss: (logits: tf.Tensor2D, extra: Extra, prepared?: tf.Tensor2D) => tf.Scalar;
  fingerprint: Fingerprint;
}

/** Trains a classifier, batch norm in training, and judges it. */
export async function trainClassifier<Extra extends tf.Tensor[]>(
  training: ClassifierTraining<Extra>,
): Promise<ClassifierHistory> {
  const { who, options, data, model, augment, prepare } = training;
  const { heldOut, batchSize, seed, epochs } = options;
  requireClasses(who, model, data);
  if (heldOut) requireClasses(who, model, heldOut.data);
  const record = await trainEpochs({
    who,
    options,
    data,
    models: { model },
    optimizer: (learningRate) => tf.train.momentum(learningRate, 0.9, true),
    inputs: (batch): [tf.Tensor4D, ...Extra] => [gatherBytes(data, batch), ...training.extra(batch)],
    loss: ([images, ...extra], n) => {
      const views = augment(fromBytes(images), foldIn(key(seed), n));
      const prepared = prepare?.(views);
      return () => training.loss(model.apply(views, { training: true }) as tf.Tensor2D, extra, prepared);
    },
    fingerprint: training.fingerprint,
    evaluate: heldOut && {
      everyEpochs: heldOut.everyEpochs ?? epochs,
      run: () => {
        const { accuracy, crossEntropy } = evaluate(model, heldOut.data);
        return { accuracy, crossEntropy };
      },
    },
    remedy: "lower the learning rate",
    line: { label: training.label, unit: "images", perStep: batchSize },
  });
  return historyOf(record, { batchSize, heldOut: heldOut?.data.size ?? 0 });
}

function historyOf(
  { history, evaluations, seconds }: TrainingRecord,
  sizes: { batchSize: number; heldOut: number },
): ClassifierHistory {
  const losses = history.loss;
  return {
    losses,
    evaluations: evaluations.map((evaluation) => withInterval(evaluation, sizes.heldOut)),
    seconds,
    imagesPerSecond: (sizes.batchSize * losses.length) / seconds,
  };
}

function withInterval({ steps, metrics }: Evaluation, images: number): HeldOutResult {
  const { accuracy, crossEntropy } = metrics;
  return { steps, accuracy, interval: wilsonInterval(Math.round(accuracy * images), images), crossEntropy };
}
