import { cropAndFlip } from "../augment/cropAndFlip";
import type { Transform } from "../augment/transform";
import type { Dataset } from "../data/dataset";
import { tf } from "../engine/tf";
import { distillation } from "../losses/distillation";
import { digest } from "./digest";
import { requireClasses } from "./evaluate";
import { takeFeatures, type Features } from "./features";
import { trainClassifier, type ClassifierHistory, type HeldOut } from "./trainClassifier";
import type { TrainerOptions } from "./trainerOptions";
import { TrainingError } from "./trainingError";

/** What a student learns by: logits of both `[N, K]`, and labels int32 `[N]`, -1 for none, where distillation uses them. */
export type DistillationLoss = (student: tf.Tensor2D, teacher: tf.Tensor2D, labels?: tf.Tensor1D) => tf.Scalar;

export interface DistillOptions extends TrainerOptions {
  /** From images to logits, and used in inference; or its logits of the images as they are, one row each. */
  teacher: tf.LayersModel | Features;
  /** From images to logits, of any architecture; trained in place. */
  student: tf.LayersModel;
  /** Labels are read only as `labels` says. */
  data: Dataset;
  /** Makes the view that teacher and student see. Default `cropAndFlip()`; none when the teacher is given by its logits. */
  augment?: Transform;
  /** τ of the default loss, above 0. Default 1; the paper has 0.1 for a student like its teacher. */
  temperature?: number;
  /** Adds the label term: its weight is 1 - α, of the images at `indices`, by default all. Default: no labels. */
  labels?: { alpha: number; indices?: ArrayLike<number> };
  /** Default `distillation` at this temperature and α. */
  loss?: DistillationLoss;
  /** Judges the student on other images. Default: not. */
  heldOut?: HeldOut;
}

/**
 * Trains a student on what a teacher says of images, labelled or not.
 *
 * L = mean over n of -Σ_y Pᵀ(y | x_n; τ) log Pˢ(y | x_n; τ), the teacher's Pᵀ without gradient; with labels see `distillation`
 *
 * A teacher's logits may be computed once, `embed(teacher, copies)`, of `augmentedCopies(data, ...)`: then an epoch costs no more
 * than the student.
 *
 * @paper arXiv 2006.10029v2, section 2, equations 2 and 3; table 2 for the label term, figure 6 for self-distillation.
 * @differs the paper trains as long as for pretraining, 400 epochs, by LARS; the default is Nesterov's momentum 0.9.
 * @returns the history; the student is trained in place.
 * @throws TrainingError `distill: teacher and student share weights; give the student weights of its own`;
 *   `distill: the teacher has logits of 500 images but cifar10/train has 1000 images; each needs a row`;
 *   `distill: the teacher's logits are of the images as they are; leave augment out, or give augmentedCopies`;
 *   `distill: labels.indices has 1000; it must be whole numbers below 1000`.
 * @throws LossError, DataError, CheckpointError, CompileError, InterruptedError as `distillation` and `pretrain`.
 * @cost one step is a forward and a backward pass of the student and a forward pass of the teacher, of N images.
 */
export async function distill(options: DistillOptions): Promise<ClassifierHistory> {
  const { teacher, student, data, temperature = 1, labels } = options;
  check(options);
  const known = labels && knownLabels(data, labels.indices);
  const loss: DistillationLoss =
    options.loss ??
    ((studentLogits, teacherLogits, given) =>
      distillation(studentLogits, teacherLogits, { temperature, labels: given, alpha: given && labels?.alpha }));
  const labelsOf = (batch: Int32Array): tf.Tensor[] =>
    known
      ? [
          tf.tensor1d(
            Int32Array.from(batch, (n) => known[n]),
            "int32",
          ),
        ]
      : [];
  const live = isModel(teacher);
  return trainClassifier({
    who: "distill",
    label: "distilling",
    options,
    data,
    model: student,
    augment: options.augment ?? (live ? cropAndFlip() : (images) => images.clone()),
    extra: (batch): tf.Tensor[] => [...labelsOf(batch), ...(live ? [] : [rowsOf(teacher, batch)])],
    prepare: live ? (views) => teacher.apply(views, { training: false }) as tf.Tensor2D : undefined,
    loss: (logits, extra, prepared) => {
      const teacherLogits = prepared ?? (extra[extra.length - 1] as tf.Tensor2D);
      return loss(logits, teacherLogits, known && (extra[0] as tf.Tensor1D));
    },
    fingerprint: {
      temperature: options.loss ? null : temperature,
      alpha: labels?.alpha ?? null,
      labels: known ? digest(known) : null,
      teacher: options.checkpoint ? digest(...numbersOf(teacher)) : null,
    },
  });
}

function check({ teacher, student, data, augment, labels }: DistillOptions): void {
  const refuse = (problem: string): never => {
    throw new TrainingError(`distill: ${problem}`);
  };
  if (isModel(teacher)) {
    requireClasses("distill", teacher, data);
    const theirs = new Set(teacher.weights.map((weight) => weight.read()));
    if (student.weights.some((weight) => theirs.has(weight.read())))
      refuse("teacher and student share weights; give the student weights of its own");
  } else {
    if (teacher.rows !== data.size)
      refuse(
        `the teacher has logits of ${teacher.rows} images but ${data.name} has ${data.size} images; each needs a row`,
      );
    if (teacher.columns !== data.classNames.length)
      refuse(`the teacher has ${teacher.columns} logits a row but ${data.name} has ${data.classNames.length} classes`);
    if (augment)
      refuse("the teacher's logits are of the images as they are; leave augment out, or give augmentedCopies");
  }
  const wrong = Array.from(labels?.indices ?? []).find((n) => !(Number.isInteger(n) && n >= 0 && n < data.size));
  if (wrong !== undefined) refuse(`labels.indices has ${wrong}; it must be whole numbers below ${data.size}`);
}

/** The label of each image, -1 where it is not to be used. */
function knownLabels({ labels }: Dataset, indices?: ArrayLike<number>): Int32Array {
  if (indices === undefined) return Int32Array.from(labels);
  const known = new Int32Array(labels.length).fill(-1);
  for (const n of Array.from(indices)) known[n] = labels[n];
  return known;
}

function rowsOf(logits: Features, batch: Int32Array): tf.Tensor2D {
  const { values, rows, columns } = takeFeatures(logits, batch);
  return tf.tensor2d(values, [rows, columns]);
}

/** All that decides what a teacher says. */
function numbersOf(teacher: tf.LayersModel | Features): NodeJS.ArrayBufferView[] {
  return isModel(teacher) ? teacher.weights.map((weight) => weight.read().dataSync()) : [teacher.values];
}

function isModel(teacher: tf.LayersModel | Features): teacher is tf.LayersModel {
  return "apply" in teacher;
}
