import { cropAndFlip } from "../augment/cropAndFlip";
import { evaluation } from "../augment/evaluation";
import type { Transform } from "../augment/transform";
import type { Dataset } from "../data/dataset";
import { gather } from "../data/gather";
import { gatherBytes } from "../data/gatherBytes";
import { fromBytes } from "../engine/bytes";
import { tf } from "../engine/tf";
import { crossEntropy } from "../losses/crossEntropy";
import { linearClassifier } from "../models/linearClassifier";
import { linearScaling } from "../optimizers/schedules";
import { foldIn } from "../random/foldIn";
import { key } from "../random/key";
import { checkClassifier, classify, featureWidth, frozenFeatures, type Frozen } from "./frozen";
import { scoreOf, type ProbeScore } from "./probeData";
import { trainEpochs } from "./trainEpochs";
import type { TrainerOptions } from "./trainerOptions";

export interface SgdProbeOptions extends Frozen, Omit<TrainerOptions, "epochs" | "learningRate"> {
  train: Dataset;
  test: Dataset;
  /** Default 90. */
  epochs?: number;
  /** A schedule, or the highest value of a cosine without warmup. Default 0.1 · batchSize / 256. */
  learningRate?: TrainerOptions["learningRate"];
  /** What training images go through, anew in every epoch. Default `cropAndFlip()`. */
  augment?: Transform;
  /** What test images go through. Default `evaluation()`. */
  evaluate?: Transform;
  /** From features to logits, trained in place. Default a `linearClassifier`, disposed of at the end. */
  classifier?: tf.LayersModel;
}

export interface SgdProbeResult extends ProbeScore {
  /** Loss of each step. */
  losses: number[];
  seconds: number;
}

/**
 * The paper's linear evaluation: a linear classifier on the frozen encoder, trained by SGD with Nesterov momentum 0.9 on random
 * crops, without weight decay. Batch norm's statistics stay what pretraining left.
 *
 * @paper arXiv 2002.05709v3, appendix B.6: learning rate 0.1 · batchSize / 256, 90 epochs, batches of 4096.
 * @differs see `cropAndFlip`; images that do not fill a last batch wait for another epoch.
 * @returns accuracy on the test images, and the history.
 * @throws DataError `batches: batchSize is 512 but cifar10/train has 256 images; a batch size from 1 to 256 is needed`.
 * @throws TrainingError `sgdProbe: the classifier gives 9 logits but cifar10/train has 10 classes`;
 *   `sgdProbe: the loss is NaN at step 7, learning rate 0.5; lower the learning rate`.
 * @throws CheckpointError when the checkpoint is damaged, or of another run: `trainingLoop`. It knows the classifier, not the encoder.
 * @throws InterruptedError when the signal fires.
 * @cost a forward pass of the encoder for every image and epoch; `linearProbe` needs one in all.
 */
export async function sgdProbe(options: SgdProbeOptions): Promise<SgdProbeResult> {
  const { train, test, seed, batchSize, augment = cropAndFlip(), evaluate = evaluation() } = options;
  const { epochs = 90, learningRate = linearScaling(0.1, batchSize) } = options;
  const classes = train.classNames.length;
  const classifier = options.classifier ?? linearClassifier({ inputDim: featureWidth(options), classes, seed });
  try {
    checkClassifier("sgdProbe", classifier, { name: train.name, classes });
    const { history, seconds } = await trainEpochs({
      who: "sgdProbe",
      options: { ...options, epochs, learningRate },
      data: train,
      models: { classifier },
      optimizer: (rate) => tf.train.momentum(rate, 0.9, true),
      inputs: (batch): [tf.Tensor4D, tf.Tensor1D] => [
        gatherBytes(train, batch),
        tf.tensor1d(
          batch.map((n) => train.labels[n]),
          "int32",
        ),
      ],
      loss: ([images, labels], n) => {
        const features = frozenFeatures(options, augment(fromBytes(images), foldIn(key(seed), n)));
        return () => crossEntropy(classifier.apply(features, { training: true }) as tf.Tensor2D, labels);
      },
      fingerprint: { probe: "sgd" },
      remedy: "lower the learning rate",
      line: { label: "linear probe", unit: "images", perStep: batchSize },
    });
    const predictions = classify(options, classifier, test.size, (rows) => evaluate(gather(test, rows), key(seed)));
    return { ...scoreOf(predictions, test.labels), losses: history.loss, seconds };
  } finally {
    if (options.classifier === undefined) classifier.dispose();
  }
}
