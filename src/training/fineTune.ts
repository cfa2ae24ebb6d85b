import { cropAndFlip } from "../augment/cropAndFlip";
import { linearScaling, type Schedule } from "../optimizers/schedules";
import { trainOnLabels, type SupervisedOptions } from "./supervised";
import type { ClassifierHistory } from "./trainClassifier";

export interface FineTuneOptions extends Omit<SupervisedOptions, "learningRate" | "weightDecay"> {
  /** A schedule, or the highest value of a cosine without warmup. Default 0.05 · batchSize / 256. */
  learningRate?: Schedule | number;
  /** λ, see `TrainerOptions`. Default 0. */
  weightDecay?: number;
}

/**
 * Trains a pretrained network on, with labels, by the protocol of the paper: Nesterov's momentum 0.9, no warmup, no weight
 * decay, crops and flips alone, batch norm in training.
 *
 * What of it is frozen, by `trainable = false` on a layer or on a model within it, stays as it is, statistics included.
 *
 * @paper arXiv 2002.05709v3, appendix B.5: 60 epochs with 1% of the labels, 30 with 10%; arXiv 2006.10029v2, section 3, from a
 *   layer of the head: `chain([fromHeadLayer({ encoder, head, layer: 1 }), linearClassifier(...)])`.
 * @differs SimCLRv2 fine-tunes by LARS at 0.005 · √batchSize, which is an option here.
 * @param options.data `labelFraction(train, { fraction: 0.01, seed })`.
 * @returns the history; the model is trained in place, and with it the encoder that it runs on: to keep that one, `copyWeights` before.
 * @throws TrainingError `fineTune: the model gives 7 logits but cifar10/train has 10 classes`, and for a loss that is no number.
 * @throws DataError, CheckpointError, CompileError, InterruptedError as `pretrain`.
 * @cost one step is a forward and a backward pass of N images.
 */
export function fineTune(options: FineTuneOptions): Promise<ClassifierHistory> {
  const { augment = cropAndFlip(), learningRate = linearScaling(0.05, options.batchSize), weightDecay = 0 } = options;
  return trainOnLabels("fineTune", "fine-tuning", { ...options, augment, learningRate, weightDecay });
}
