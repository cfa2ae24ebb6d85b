import { OptimizerError } from "./optimizerError";

/** A schedule gives the value of a step; step 0 is the first. */
export type Schedule = (step: number) => number;

/** The same value at every step. */
export const constant =
  (value: number): Schedule =>
  () =>
    value;

/**
 * Linear warmup from 0, then half a cosine down to 0, without restarts.
 *
 * base · (step + 1) / warmupSteps during warmup; after it base · ½(1 + cos(π (step - warmupSteps) / (totalSteps - warmupSteps)))
 *
 * @paper arXiv 2002.05709v3, section 2.2: warmup of 10 epochs, then cosine decay without restarts.
 * @differs the authors' code starts warmup at 0, so that its first step changes nothing; here the first step counts as one.
 * @param options.base highest value, reached at the end of warmup.
 * @param options.warmupSteps steps, in [0, totalSteps]. Default 0.
 * @param options.totalSteps steps of the whole run; at this step and after it the value is 0.
 * @throws OptimizerError `cosine: warmupSteps is 20 of totalSteps 10; 0 <= warmupSteps <= totalSteps is needed`.
 * @cost O(1).
 */
export function cosine(options: { base: number; warmupSteps?: number; totalSteps: number }): Schedule {
  const { base, warmupSteps = 0, totalSteps } = options;
  if (!(warmupSteps >= 0 && warmupSteps <= totalSteps))
    throw new OptimizerError(
      `cosine: warmupSteps is ${warmupSteps} of totalSteps ${totalSteps}; 0 <= warmupSteps <= totalSteps is needed`,
    );
  return (step) => {
    if (step < warmupSteps) return (base * (step + 1)) / warmupSteps;
    if (step >= totalSteps) return 0;
    return (base * (1 + Math.cos((Math.PI * (step - warmupSteps)) / (totalSteps - warmupSteps)))) / 2;
  };
}

/**
 * The paper's learning rate for a batch: base · batchSize / 256.
 *
 * @paper arXiv 2002.05709v3, section 2.2: 0.3 · batchSize / 256 for LARS.
 */
export const linearScaling = (base: number, batchSize: number): number => (base * batchSize) / 256;

/**
 * Learning rate that grows with the root of the batch: base · √batchSize, better for small batches and short runs.
 *
 * @paper arXiv 2002.05709v3, appendix B.1: 0.075 · √batchSize.
 */
export const squareRootScaling = (base: number, batchSize: number): number => base * Math.sqrt(batchSize);

/**
 * `cosine` with its lengths in epochs: warmup of 10 epochs and decay over the rest, as the paper pretrains.
 *
 * @paper arXiv 2002.05709v3, section 2.3.
 * @differs from the authors' code, whose epochs count the images of a last, smaller batch, and whose run is one step longer; here an epoch
 *   is the batches that `batches` gives.
 * @param options.base highest value, reached at the end of warmup.
 * @param options.epochs of the whole run.
 * @param options.warmupEpochs in [0, epochs]; need not be whole. Default 0.
 * @param options.images size of the data set.
 * @param options.batchSize images of a step, from 1 to `images`.
 * @throws OptimizerError `cosineByEpochs: batchSize is 512 of 256 images; a batch size from 1 to 256 is needed`; as `cosine`, in steps.
 * @cost O(1).
 */
export function cosineByEpochs(options: {
  base: number;
  epochs: number;
  warmupEpochs?: number;
  images: number;
  batchSize: number;
}): Schedule {
  const { base, epochs, warmupEpochs = 0, images, batchSize } = options;
  if (!(batchSize >= 1 && batchSize <= images))
    throw new OptimizerError(
      `cosineByEpochs: batchSize is ${batchSize} of ${images} images; a batch size from 1 to ${images} is needed`,
    );
  const stepsPerEpoch = Math.floor(images / batchSize);
  const steps = (count: number): number => Math.round(count * stepsPerEpoch);
  return cosine({ base, warmupSteps: steps(warmupEpochs), totalSteps: steps(epochs) });
}
