import type { Transform } from "../augment/transform";
import { batches } from "../data/batches";
import type { Dataset } from "../data/dataset";
import { gatherBytes } from "../data/gatherBytes";
import { fromBytes } from "../engine/bytes";
import { compile } from "../engine/compile";
import type { tf } from "../engine/tf";
import { foldIn } from "../random/foldIn";
import { key } from "../random/key";
import { interruptSignal, throwIfInterrupted } from "../report/abort";

export interface ObserveStatisticsOptions {
  batchSize: number;
  /** Makes the views that pretraining would see. */
  augment: Transform;
  /** Batches to see. Default 60, after which a moving average of momentum 0.9 holds 0.2% of its start. */
  steps?: number;
  /** Seed of order and augmentation, a whole number from 0. */
  seed: number;
  /** Stops within one step. Default: the running cell's interrupt. */
  signal?: AbortSignal;
}

/**
 * Lets a model's batch norms learn the statistics of its inputs, as pretraining does, and leaves every weight alone:
 * an untrained network that differs from a trained one by nothing but the training.
 * @throws DataError `batches: batchSize is 512 but cifar10/train has 256 images; a batch size from 1 to 256 is needed`
 * @throws CompileError when the augmentation cannot be part of a compiled step
 * @cost one forward pass a step
 */
export async function observeStatistics(
  model: tf.LayersModel,
  data: Dataset,
  { batchSize, augment, steps = 60, seed, ...options }: ObserveStatisticsOptions,
): Promise<void> {
  const signal = interruptSignal(options.signal);
  const observe = compile(
    (images: tf.Tensor4D, step: tf.Scalar): void => {
      model.apply(augment(fromBytes(images), foldIn(key(seed), step)), { training: true });
    },
    { name: "observeStatistics" },
  );
  let step = 0;
  try {
    for (let epoch = 0; step < steps; epoch++)
      for (const batch of batches(data, { batchSize, seed, epoch }).slice(0, steps - step)) {
        throwIfInterrupted("observeStatistics", signal);
        const images = gatherBytes(data, batch);
        try {
          observe(images, step++);
        } finally {
          images.dispose();
        }
        await new Promise(setImmediate);
      }
  } finally {
    observe.dispose();
  }
}
