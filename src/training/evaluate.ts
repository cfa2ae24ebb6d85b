import type { Dataset } from "../data/dataset";
import type { tf } from "../engine/tf";
import { accuracy } from "../metrics/accuracy";
import { wilsonInterval, type Interval } from "../metrics/wilsonInterval";
import { embed } from "./embed";
import type { Features } from "./features";
import { TrainingError } from "./trainingError";

export interface ClassifierEvaluation {
  /** Share of right predictions, in [0, 1]. */
  accuracy: number;
  /** 95% Wilson interval of the accuracy over images; it knows nothing of the spread over seeds. */
  interval: Interval;
  /** Mean over images of -log of the probability that the true class is given, in nats. */
  crossEntropy: number;
  /** Class of each image. */
  predictions: Int32Array;
  /** One row an image. */
  logits: Features;
}

/**
 * How well a classifier knows images it did not see: whole, without augmentation, batch norm in inference.
 *
 * @paper arXiv 2002.05709v3, appendix B.6 and B.9: top-1 accuracy on the test set.
 * @param model from float32 `[N, H, W, C]` in [0, 1] to logits `[N, K]`.
 * @param data with the K classes of the model.
 * @throws TrainingError `evaluate: the model gives 7 logits but cifar10/test has 10 classes`.
 * @cost a forward pass an image, see `embed`.
 */
export function evaluate(model: tf.LayersModel, data: Dataset): ClassifierEvaluation {
  requireClasses("evaluate", model, data);
  const logits = embed(model, data);
  const predictions = new Int32Array(data.size);
  let crossEntropy = 0;
  for (let n = 0; n < data.size; n++) {
    const row = logits.values.subarray(n * logits.columns, (n + 1) * logits.columns);
    let best = 0;
    for (let k = 1; k < row.length; k++) if (row[k] > row[best]) best = k;
    predictions[n] = best;
    let sum = 0;
    for (const logit of row) sum += Math.exp(logit - row[best]);
    crossEntropy += (Math.log(sum) + row[best] - row[data.labels[n]]) / data.size;
  }
  const share = accuracy(predictions, data.labels);
  const interval = wilsonInterval(Math.round(share * data.size), data.size);
  return { accuracy: share, interval, crossEntropy, predictions, logits };
}

/** Throws when a model is no classifier of these classes. */
export function requireClasses(who: string, model: tf.LayersModel, { name, classNames }: Dataset): void {
  const columns = model.outputs[0].shape.slice(1);
  if (columns.length !== 1 || columns[0] !== classNames.length)
    throw new TrainingError(
      `${who}: the model gives ${columns.join(" x ")} logits but ${name} has ${classNames.length} classes`,
    );
}
