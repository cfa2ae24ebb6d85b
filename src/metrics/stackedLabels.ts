import { tf } from "../engine/tf";
import { MetricError } from "./metricError";

/** Digits that pass through the classifier at once. */
const chunk = 1000;

/**
 * Which mode each stacked image is: a classifier reads every channel as an image of its own, and the digits make one number, first channel
 * first, as in `stackedMnist`.
 *
 * mode = Σ_c argmax_k logits_k(channel c) · K^(C - 1 - c)
 *
 * @paper arXiv 1801.04062v5, table of stacked MNIST: modes are counted by a classifier of digits.
 * @param images float32 `[N, H, W, C]`, in the range that the classifier was trained on.
 * @param classifier a model from `[N, H, W, 1]` to logits or probabilities `[N, K]`.
 * @returns `[N]`, each 0 .. K^C - 1; plain digits for C = 1.
 * @throws MetricError `stackedLabels: images is [8, 784]; [N, H, W, C] is needed`.
 * @cost N C forward passes of the classifier.
 */
export function stackedLabels(images: tf.Tensor4D, classifier: tf.LayersModel): Int32Array {
  if (images.rank !== 4)
    throw new MetricError(
      `stackedLabels: images is [${(images as tf.Tensor).shape.join(", ")}]; [N, H, W, C] is needed`,
    );
  const [size, height, width, channels] = images.shape;
  const digits = tf.tidy(() => images.transpose([0, 3, 1, 2]).reshape([size * channels, height, width, 1]));
  const labels = new Int32Array(size);
  for (let first = 0; first < size * channels; first += chunk) {
    const count = Math.min(chunk, size * channels - first);
    const { classes, values } = tf.tidy(() => {
      const logits = classifier.predict(digits.slice(first, count), { batchSize: chunk }) as tf.Tensor2D;
      return { classes: tf.scalar(logits.shape[1]), values: logits.argMax(1) };
    });
    const k = classes.dataSync()[0];
    values.dataSync().forEach((digit, i) => {
      const n = Math.floor((first + i) / channels);
      labels[n] = labels[n] * k + digit;
    });
    tf.dispose([classes, values]);
  }
  digits.dispose();
  return labels;
}
