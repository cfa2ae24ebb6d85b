import { accuracy } from "../metrics/accuracy";
import { wilsonInterval, type Interval } from "../metrics/wilsonInterval";
import type { Features } from "./features";
import { TrainingError } from "./trainingError";

/** Frozen features with their classes: what a probe is fitted to, and what it is judged on. */
export interface ProbeData {
  train: Features;
  /** `[rows of train]`, whole numbers in [0, classes). */
  trainLabels: ArrayLike<number>;
  test: Features;
  /** `[rows of test]`, whole numbers in [0, classes). */
  testLabels: ArrayLike<number>;
  /** K. */
  classes: number;
}

export interface ProbeScore {
  /** Share of right predictions, in [0, 1]. */
  testAccuracy: number;
  /** 95% Wilson interval of testAccuracy over test images. */
  interval: Interval;
  /** Class of each test row. */
  predictions: Int32Array;
}

export function scoreOf(predictions: Int32Array, labels: ArrayLike<number>): ProbeScore {
  const testAccuracy = accuracy(predictions, labels);
  const interval = wilsonInterval(Math.round(testAccuracy * labels.length), labels.length);
  return { testAccuracy, interval, predictions };
}

/** The place of the largest of K scores in each row; of equal ones the first. */
export function classesOf(scores: ArrayLike<number>, classes: number): Int32Array {
  return Int32Array.from({ length: scores.length / classes }, (_, n) => {
    let best = 0;
    for (let k = 1; k < classes; k++) if (scores[n * classes + k] > scores[n * classes + best]) best = k;
    return best;
  });
}

/** Throws when labels or columns do not fit, or a feature is not finite, in the name of the probe. */
export function checkProbeData(who: string, { train, trainLabels, test, testLabels, classes }: ProbeData): void {
  checkLabels(`${who}: train`, train, trainLabels, classes);
  checkLabels(`${who}: test`, test, testLabels, classes);
  checkFinite(`${who}: train`, train);
  checkFinite(`${who}: test`, test);
  if (train.columns !== test.columns)
    throw new TrainingError(
      `${who}: train has ${train.columns} columns but test has ${test.columns}; both need the same`,
    );
}

/** An encoder that diverged would otherwise be as good as chance, without a word. */
function checkFinite(what: string, { values, columns }: Features): void {
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new TrainingError(
      `${what} row ${Math.floor(bad / columns)} has the value ${values[bad]}; all must be finite`,
    );
}

function checkLabels(what: string, { rows }: Features, labels: ArrayLike<number>, classes: number): void {
  if (labels.length !== rows)
    throw new TrainingError(`${what} has ${labels.length} labels for ${rows} rows; each row needs one`);
  for (let n = 0; n < labels.length; n++)
    if (!(Number.isInteger(labels[n]) && labels[n] >= 0 && labels[n] < classes))
      throw new TrainingError(`${what} label ${n} is ${labels[n]}; it must be a whole number from 0 to ${classes - 1}`);
}
