import type { TransformTask } from "../augment/transformTask";
import type { Dataset } from "../data/dataset";
import { gather } from "../data/gather";
import { gatherBytes } from "../data/gatherBytes";
import { fromBytes } from "../engine/bytes";
import { tf } from "../engine/tf";
import { crossEntropy } from "../losses/crossEntropy";
import { mlpClassifier } from "../models/mlpClassifier";
import { foldIn } from "../random/foldIn";
import { key } from "../random/key";
import { checkClassifier, classify, featureWidth, frozenFeatures, type Frozen } from "./frozen";
import { scoreOf, type ProbeScore } from "./probeData";
import { trainEpochs } from "./trainEpochs";
import type { TrainerOptions } from "./trainerOptions";

export interface TransformProbeOptions extends Frozen, Omit<TrainerOptions, "learningRate"> {
  /** What is asked, see `transformTask`. */
  task: TransformTask;
  /** Images to learn from; their labels are not read. */
  train: Dataset;
  /** Images to be judged on. */
  test: Dataset;
  /** A schedule, or the highest value of a cosine without warmup. Default 0.001. */
  learningRate?: TrainerOptions["learningRate"];
  /** From features to logits of the task's classes, trained in place. Default an `mlpClassifier` with batch norm, disposed of at the end. */
  classifier?: tf.LayersModel;
}

export interface TransformProbeResult extends ProbeScore {
  /** What was applied to each test image. */
  labels: Int32Array;
  /** Accuracy of the best answer that does not look at the image. */
  chance: number;
  /** Loss of each step. */
  losses: number[];
  seconds: number;
}

/** Folded into the seed for the test images, as no step of training is. */
const testDraws = 2 ** 31 - 1;

/**
 * What frozen features still tell about a transform: a multi-layer perceptron on h, or on g(h), learns to guess which one each
 * image went through. Images of every epoch are transformed anew.
 *
 * @paper arXiv 2002.05709v3, section 4.2 and table 3.
 * @differs the paper does not say how the perceptron is trained: here by Adam. Its hidden layer, as wide as the features, has batch norm, so that
 *   the scale of the features does not matter.
 * @returns accuracy on test images, transformed once each, with its interval and chance.
 * @throws DataError `batches: batchSize is 512 but cifar10/train has 256 images; a batch size from 1 to 256 is needed`.
 * @throws TrainingError `transformProbe: the classifier gives 2 logits but rotation has 4 classes`;
 *   `transformProbe: the loss is NaN at step 7, learning rate 0.5; lower the learning rate`.
 * @throws CheckpointError when the checkpoint is damaged, or of another run: `trainingLoop`. It knows the classifier, not the encoder.
 * @throws InterruptedError when the signal fires.
 * @cost a forward pass of the encoder for every image and epoch
 */
export async function transformProbe(options: TransformProbeOptions): Promise<TransformProbeResult> {
  const { task, train, test, seed, batchSize, learningRate = 1e-3 } = options;
  const sizes = { inputDim: featureWidth(options), classes: task.classNames.length };
  const classifier = options.classifier ?? mlpClassifier({ ...sizes, batchNorm: true, seed });
  try {
    checkClassifier("transformProbe", classifier, { name: task.name, classes: sizes.classes });
    const { history, seconds } = await trainEpochs({
      who: "transformProbe",
      options: { ...options, learningRate },
      data: train,
      models: { classifier },
      optimizer: (rate) => tf.train.adam(rate),
      inputs: (batch): [tf.Tensor4D] => [gatherBytes(train, batch)],
      loss: ([given], n) => {
        const { images, labels } = task.apply(fromBytes(given), foldIn(key(seed), n));
        const features = frozenFeatures(options, images);
        return () => crossEntropy(classifier.apply(features, { training: true }) as tf.Tensor2D, labels);
      },
      fingerprint: { task: task.name },
      remedy: "lower the learning rate",
      line: { label: `guessing: ${task.name}`, unit: "images", perStep: batchSize },
    });
    const labels = new Int32Array(test.size);
    const predictions = classify(options, classifier, test.size, (rows) => {
      const draws = foldIn(foldIn(key(seed), testDraws), rows[0]);
      const applied = task.apply(gather(test, rows), draws);
      labels.set(applied.labels.dataSync(), rows[0]);
      return applied.images;
    });
    return { ...scoreOf(predictions, labels), labels, chance: task.chance, losses: history.loss, seconds };
  } finally {
    if (options.classifier === undefined) classifier.dispose();
  }
}
