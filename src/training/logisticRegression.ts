import { op } from "../engine/op";
import { tf } from "../engine/tf";
import { lbfgs, type LbfgsResult, type Objective } from "../optimizers/lbfgs";
import type { Features } from "./features";

const gradientTolerance = 1e-4;

/** Multinomial logistic regression on rows that stay in the engine; dispose of it. */
export interface LogisticRegression {
  /** Fits weights and offsets for one λ. `start`: from there instead of 0. */
  fit: (l2: number, start?: Float64Array) => LbfgsResult;
  /** Classes of rows of the training data, or of others, as fitted. */
  predict: (rows: "train" | "test", fit: LbfgsResult) => Int32Array;
  dispose: () => void;
}

/** @param data rows are standardised by the mean and deviation of the training rows. */
export function logisticRegression(data: {
  train: Features;
  trainLabels: ArrayLike<number>;
  test: Features;
  classes: number;
}): LogisticRegression {
  const { train, trainLabels, test, classes } = data;
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
  return {
    fit: (l2, start = new Float64Array((train.columns + 1) * classes)) =>
      lbfgs((point) => logistic({ x, labels, classes, l2 }, point), start, { gradientTolerance }),
    predict: (rows, fit) => predict(rows === "train" ? x : xTest, fit.x, classes),
    dispose: () => tf.dispose([x, xTest, labels]),
  };
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
