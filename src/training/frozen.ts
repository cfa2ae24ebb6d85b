import { tf } from "../engine/tf";
import { TrainingError } from "./trainingError";

/** What is asked: an encoder's output, or what a head makes of it. Nothing of both is trained. */
export interface Frozen {
  /** f. */
  encoder: tf.LayersModel;
  /** g, from the encoder's output. Default none: h is asked. */
  head?: tf.LayersModel;
}

/** Features of images, with batch norm in inference. */
export function frozenFeatures({ encoder, head }: Frozen, images: tf.Tensor4D): tf.Tensor2D {
  return tf.tidy(() => {
    const h = encoder.apply(images, { training: false });
    return (head ? head.apply(h, { training: false }) : h) as tf.Tensor2D;
  });
}

/** Their width. */
export function featureWidth({ encoder, head }: Frozen): number {
  return (head ?? encoder).outputShape[1] as number;
}

/** @throws TrainingError `sgdProbe: the classifier gives 9 logits but cifar10/train has 10 classes`. */
export function checkClassifier(
  asker: string,
  classifier: tf.LayersModel,
  of: { name: string; classes: number },
): void {
  const logits = classifier.outputShape[1];
  if (logits !== of.classes)
    throw new TrainingError(
      `${asker}: the classifier gives ${String(logits)} logits but ${of.name} has ${of.classes} classes`,
    );
}

const chunk = 500;

/** The classifier's class of each of `count` images, which `imagesOf` gives by number. */
export function classify(
  frozen: Frozen,
  classifier: tf.LayersModel,
  count: number,
  imagesOf: (indices: Int32Array) => tf.Tensor4D,
): Int32Array {
  const predictions = new Int32Array(count);
  for (let first = 0; first < count; first += chunk) {
    const indices = Int32Array.from({ length: Math.min(chunk, count - first) }, (_, n) => first + n);
    const chosen = tf.tidy(() => {
      const logits = classifier.apply(frozenFeatures(frozen, imagesOf(indices)), { training: false }) as tf.Tensor2D;
      return logits.argMax(1);
    });
    predictions.set(chosen.dataSync(), first);
    chosen.dispose();
  }
  return predictions;
}
