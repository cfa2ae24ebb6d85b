import { cropAndFlip } from "../augment/cropAndFlip";
import type { Transform } from "../augment/transform";
import type { Dataset } from "../data/dataset";
import { tf } from "../engine/tf";
import { crossEntropy } from "../losses/crossEntropy";
import { trainClassifier, type ClassifierHistory, type HeldOut } from "./trainClassifier";
import type { TrainerOptions } from "./trainerOptions";

/** What a classifier learns from labels by: logits `[N, K]` and labels int32 `[N]`. */
export type ClassifierLoss = (logits: tf.Tensor2D, labels: tf.Tensor1D) => tf.Scalar;

export interface SupervisedOptions extends TrainerOptions {
  /** From images to logits, for instance `chain([encoder, linearClassifier(...)])`; trained in place. */
  model: tf.LayersModel;
  /** Images with the labels to learn, for instance `labelFraction(...)`. */
  data: Dataset;
  /** Default `cropAndFlip()`. */
  augment?: Transform;
  /** Default `crossEntropy`. */
  loss?: ClassifierLoss;
  /** λ, see `TrainerOptions`. Default 1e-4. */
  weightDecay?: number;
  /** Judges the model on other images. Default: not. */
  heldOut?: HeldOut;
}

/**
 * Trains a classifier on labels from scratch: the supervised baseline.
 *
 * L = mean over n of -log softmax(model(view of x_n))_label(n) + λ/2 ‖w‖²
 *
 * @paper arXiv 2002.05709v3, tables 1 and 7, and appendix B.3: the same network trained with labels.
 * @differs the papers' baselines train 90 epochs or more by SGD of momentum 0.9 at 0.1 a batch of 256, with warmup; epochs and rate are
 *   arguments here, and the default optimizer is that SGD, with Nesterov's momentum.
 * @returns the history; the model is trained in place, moving statistics of batch norm included.
 * @throws TrainingError `supervised: the model gives 7 logits but cifar10/train has 10 classes`, and for a loss that is no number.
 * @throws DataError, CheckpointError, CompileError, InterruptedError as `pretrain`.
 * @cost one step is a forward and a backward pass of N images.
 */
export function supervised(options: SupervisedOptions): Promise<ClassifierHistory> {
  const { augment = cropAndFlip(), weightDecay = 1e-4 } = options;
  return trainOnLabels("supervised", "training", { ...options, augment, weightDecay });
}

/** The part that training from scratch and fine-tuning share. */
export function trainOnLabels(
  who: string,
  label: string,
  options: SupervisedOptions & { augment: Transform },
): Promise<ClassifierHistory> {
  const { model, data, augment, loss = crossEntropy } = options;
  return trainClassifier({
    who,
    label,
    options,
    data,
    model,
    augment,
    extra: (batch): [tf.Tensor1D] => [
      tf.tensor1d(
        Int32Array.from(batch, (n) => data.labels[n]),
        "int32",
      ),
    ],
    loss: (logits, [labels]) => loss(logits, labels),
    fingerprint: {},
  });
}
