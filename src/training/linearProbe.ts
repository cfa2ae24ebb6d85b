import { op } from "../engine/op";
import { tf } from "../engine/tf";
import { accuracy } from "../metrics/accuracy";
import { wilsonInterval, type Interval } from "../metrics/wilsonInterval";
import { lbfgs, type Objective } from "../optimizers/lbfgs";
import type { Features } from "./features";
import { TrainingError } from "./trainingError";

export interface LinearProbeOptions {
  train: Features;
  /** `[rows of train]`, whole numbers in [0, classes). */
  trainLabels: ArrayLike<number>;
  test: Features;
  /** `[rows of test]`, whole numbers in [0, classes). */
  testLabels: ArrayLike<number>;
  /** K. */
  classes: number;
  /** λ, the weight of ‖W‖²; above 0 it makes the optimum unique. Default 1e-3. */
  l2?: number;
}

export interface LinearProbeResult {
  /** Share of right predictions, in [0, 1]. */
  trainAccuracy: number;
  testAccuracy: number;
  /** 95% Wilson interval of testAccuracy over test images. */
  interval: Interval;
  /** Class of each test row. */
  predictions: Int32Array;
  /** Whether the regression reached its optimum: no entry of the gradient above 1e-4. */
  converged: boolean;
  iterations: number;
}

const gradientTolerance = 1e-4;

/**
 * How much of the classes is linearly in frozen features: multinomial logistic regression on them, fitted to convergence.
 *
 * min over W, b of mean cross-entropy(W x + b) + λ/2 ‖W‖², x standardised by the mean and deviation of the training rows
 *
 * @paper arXiv 2002.05709v3, section 3 (linear evaluation) and appendix B.8 (L-BFGS logistic regression).
 * @differs the paper's ImageNet probe trains by SGD on augmented crops; this is its protocol for transfer, without augmentation and with one fixed λ.
 * @throws TrainingError `linearProbe: train has 5 labels for 6 rows; each row needs one`.
 * @cost 10,000 rows: of 128 columns about 0.25 s, of 3,072 columns about 4 s on 2 cores; the event loop waits meanwhile.
 */
export function linearProbe(options: LinearProbeOptions): LinearProbeResult {
  const { train, trainLabels, test, testLabels, classes, l2 = 1e-3 } = options;
  if (!(l2 >= 0 && l2 < Infinity)) throw new TrainingError(`linearProbe: l2 is ${l2}; it must be at least 0`);
  checkLabels("train", train, trainLabels, classes);
  checkLabels("test", test, testLabels, classes);
  if (train.columns !== test.columns)
    throw new TrainingError(
      `linearProbe: train has ${train.columns} columns but test has ${test.columns}; both need the same`,
    );
  const { x, xTest, labels } = tf.tidy(() => {
    const raw = tf.tensor2d(train.values, [train.rows, train.columns]);
    const { mean, variance } = tf.moments(raw, 0);
    // A constant column stays constant instead of being blown up.
    const scale = tf.where(variance.greater(1e-12), variance.maximum(1e-12).rsqrt(), tf.zerosLike(variance));
    const standardise = (rows: tf.Tensor2D): tf.Tensor2D => rows.sub(mean).mul(scale);
    return {
      x: standardise(raw),
      xTest: standardise(tf.tensor2d(test.values, [test.rows, test.columns])),
      labels: tf.tensor1d(Int32Array.from(trainLabels), "int32"),
    };
  });
  try {
    const fit = lbfgs(
      (point) => logistic({ x, labels, classes, l2 }, point),
      new Float64Array((train.columns + 1) * classes),
      {
        gradientTolerance,
      },
    );
    const predictions = predict(xTest, fit.x, classes);
    const testAccuracy = accuracy(predictions, testLabels);
    return {
      trainAccuracy: accuracy(predict(x, fit.x, classes), trainLabels),
      testAccuracy,
      interval: wilsonInterval(Math.round(testAccuracy * test.rows), test.rows),
      predictions,
      converged: fit.converged,
      iterations: fit.iterations,
    };
  } finally {
    tf.dispose([x, xTest, labels]);
  }
}

interface Problem {
  x: tf.Tensor2D;
  labels: tf.Tensor1D;
  classes: number;
  l2: number;
}

/** Weights `[D, K]` and then offsets `[K]`, as one flat vector for the optimizer. */
function unpack(point: Float64Array, classes: number): [weights: tf.Tensor2D, offsets: tf.Tensor1D] {
  const flat = Float32Array.from(point);
  const rows = flat.length / classes - 1;
  return [tf.tensor2d(flat.subarray(0, rows * classes), [rows, classes]), tf.tensor1d(flat.subarray(rows * classes))];
}

function logistic({ x, labels, classes, l2 }: Problem, point: Float64Array): Objective {
  const [losses, dWeights, dOffsets] = tf.tidy((): tf.Tensor[] => {
    const [weights, offsets] = unpack(point, classes);
    const logits = x.matMul(weights).add(offsets);
    const attributes = { T: "float32", Tlabels: "int32" };
    const [losses, slope] = op("SparseSoftmaxCrossEntropyWithLogits", [logits, labels], attributes, 2);
    const perRow = slope.div(x.shape[0]);
    return [losses, x.matMul(perRow, true, false), perRow.sum(0)];
  });
  // Summed in float64: near the optimum a step gains less than float32 can tell.
  let value = 0;
  for (const loss of losses.dataSync()) value += loss / x.shape[0];
  const gradient = new Float64Array(point.length);
  gradient.set(dWeights.dataSync());
  gradient.set(dOffsets.dataSync(), point.length - classes);
  for (let i = 0; i < point.length - classes; i++) {
    value += (l2 / 2) * point[i] ** 2;
    gradient[i] += l2 * point[i];
  }
  tf.dispose([losses, dWeights, dOffsets]);
  return { value, gradient };
}

function predict(x: tf.Tensor2D, point: Float64Array, classes: number): Int32Array {
  const chosen = tf.tidy(() => {
    const [weights, offsets] = unpack(point, classes);
    return x.matMul(weights).add(offsets).argMax(1);
  });
  const predictions = chosen.dataSync() as Int32Array;
  chosen.dispose();
  return predictions;
}

function checkLabels(what: string, { rows }: Features, labels: ArrayLike<number>, classes: number): void {
  if (labels.length !== rows)
    throw new TrainingError(`linearProbe: ${what} has ${labels.length} labels for ${rows} rows; each row needs one`);
  for (let n = 0; n < labels.length; n++)
    if (!(Number.isInteger(labels[n]) && labels[n] >= 0 && labels[n] < classes))
      throw new TrainingError(
        `linearProbe: ${what} label ${n} is ${labels[n]}; it must be a whole number from 0 to ${classes - 1}`,
      );
}
