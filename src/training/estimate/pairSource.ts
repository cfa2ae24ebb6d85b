import type { Pairs, PairSampler } from "../../data/samplers/pairSampler";
import { tf } from "../../engine/tf";
import { foldIn } from "../../random/foldIn";
import { key, type Key } from "../../random/key";
import { permutation } from "../../random/permutation";
import type { Json } from "../checkpoint/fingerprint";
import { digest } from "../digest";
import { TrainingError } from "../trainingError";
import { checkSample } from "./checkSample";
import type { Batch } from "./objective";

const partNames = ["train", "validation", "test"] as const;

/** A fixed sample in three parts: to train on, to choose the moment to stop by, and to report by. They should share no pair. */
export type PartedPairs = Record<(typeof partNames)[number], Pairs>;

/** Where an estimate's pairs come from, in three parts that share none. */
export interface PairSource {
  /** What identifies it in a checkpoint: of all its held-out and fixed pairs, which only a checkpoint is worth. */
  fingerprint: () => Json;
  /** What step n needs to find its batch, beside n itself: rows of the training part, or nothing. */
  rows: (n: number) => number[];
  /** The batch of a step, of its key and rows. */
  batch: (key: Key, rows: tf.Tensor1D) => Batch;
  /** To choose the moment to stop by. */
  validation: Pairs;
  /** To report by. */
  test: Pairs;
  /** What was trained on, where that is finite. */
  train?: Pairs;
  /** Tensors to dispose of. */
  owned: tf.Tensor[];
}

export interface SourceOptions {
  seed: number;
  batchSize: number;
  /** Pairs, or a share below 1 of a fixed sample. */
  validationSize: number;
  testSize: number;
  /** Pairs that each held-out part must have. */
  leastHeldOut: number;
  /** Whether a batch needs z from elsewhere. */
  fresh: boolean;
}

// Keys of what is drawn once; steps have key 0.
const [validationKey, testKey, orderKey] = [1, 2, 3];

/** The key of training steps. */
export function stepKey(seed: number): Key {
  return tf.tidy(() => foldIn(key(seed), 0));
}

/** Fresh pairs at every step. */
export function samplerSource(sampler: PairSampler, options: SourceOptions): PairSource {
  const { seed, batchSize, validationSize, testSize, fresh } = options;
  const draw = (which: number, size: number): Pairs =>
    tf.tidy(() => {
      const { x, z } = sampler.sample(foldIn(key(seed), which), size);
      return { x, z };
    });
  const [validation, test] = [draw(validationKey, validationSize), draw(testKey, testSize)];
  return {
    fingerprint: () => ({ name: sampler.name, sha256: digestOf([validation]) }),
    rows: () => [],
    batch: (k) => {
      if (!fresh) return sampler.sample(k, batchSize);
      const { x, z } = sampler.sample(k, 2 * batchSize);
      const [ownX] = tf.split<tf.Tensor2D>(x, 2);
      const [ownZ, otherZ] = tf.split<tf.Tensor2D>(z, 2);
      return { x: ownX, z: ownZ, otherZ };
    },
    ...{ validation, test },
    owned: [validation.x, validation.z, test.x, test.z],
  };
}

/** A fixed sample: parted at random once. */
export function sampleSource(sample: Pairs, options: SourceOptions): PairSource {
  const { seed, batchSize } = options;
  checkSample(sample);
  const n = sample.x.shape[0];
  const [validationSize, testSize] = [options.validationSize, options.testSize].map((size) =>
    size < 1 ? Math.floor(size * n) : size,
  );
  const trainSize = n - validationSize - testSize;
  if (trainSize < batchSize)
    throw new TrainingError(
      `estimateMI: ${n} pairs less ${validationSize} and ${testSize} held out are ${trainSize}; at least a batch, ${batchSize}, is needed`,
    );
  for (const [part, size] of Object.entries({ validation: validationSize, test: testSize }))
    if (size < options.leastHeldOut)
      throw new TrainingError(
        `estimateMI: ${size} of ${n} pairs are held out for ${part}; at least ${options.leastHeldOut} are needed, by ${part}Size, a larger sample or smaller batches`,
      );
  const [train, validation, test] = parts(sample, { seed, sizes: [trainSize, validationSize, testSize] });
  return {
    ...fixedSource({ train, validation, test }, options),
    owned: [train, validation, test].flatMap(({ x, z }) => [x, z]),
  };
}

/** A fixed sample whose parts somebody chose. */
export function partedSource(parted: PartedPairs, options: SourceOptions): PairSource {
  const sizes = Object.fromEntries(partNames.map((name) => [name, parted[name].x.shape[0]]));
  partNames.forEach((name) => checkSample(parted[name]));
  for (const [name, least] of Object.entries({
    train: options.batchSize,
    validation: options.leastHeldOut,
    test: options.leastHeldOut,
  }))
    if (sizes[name] < least)
      throw new TrainingError(`estimateMI: ${sizes[name]} pairs are for ${name}; at least ${least} are needed`);
  return fixedSource(parted, options);
}

/** The training part is passed over in random order again and again. */
function fixedSource({ train, validation, test }: PartedPairs, { seed, batchSize }: SourceOptions): PairSource {
  const trainSize = train.x.shape[0];
  const n = trainSize + validation.x.shape[0] + test.x.shape[0];
  const perEpoch = Math.floor(trainSize / batchSize);
  let epoch = -1;
  let order: Int32Array = new Int32Array();
  return {
    fingerprint: () => ({ name: `a sample of ${n}`, sha256: digestOf([train, validation, test]) }),
    rows: (step) => {
      const at = Math.floor(step / perEpoch);
      if (at !== epoch) {
        epoch = at;
        order = orderOf(trainSize, { seed, epoch });
      }
      const start = (step % perEpoch) * batchSize;
      return Array.from(order.subarray(start, start + batchSize));
    },
    batch: (_, rows) => ({ x: tf.gather(train.x, rows), z: tf.gather(train.z, rows) }),
    ...{ validation, test, train },
    owned: [],
  };
}

function parts({ x, z }: Pairs, { seed, sizes }: { seed: number; sizes: number[] }): Pairs[] {
  return tf.tidy(() => {
    const order = permutation(foldIn(key(seed), orderKey), x.shape[0]);
    return tf.split(order, sizes).map((rows) => ({ x: tf.gather(x, rows), z: tf.gather(z, rows) }));
  });
}

function orderOf(size: number, { seed, epoch }: { seed: number; epoch: number }): Int32Array {
  return tf.tidy(() => permutation(foldIn(foldIn(key(seed), orderKey + 1), epoch), size).dataSync<"int32">());
}

function digestOf(pairs: readonly Pairs[]): string {
  return digest(...pairs.flatMap(({ x, z }) => [x.dataSync(), z.dataSync()]));
}
