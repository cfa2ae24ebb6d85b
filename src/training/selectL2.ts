import { shuffled } from "../data/shuffled";
import { accuracy } from "../metrics/accuracy";
import { takeFeatures } from "./features";
import { logisticRegression } from "./logisticRegression";
import type { ProbeData } from "./probeData";
import { TrainingError } from "./trainingError";

export interface L2Selection {
  /** The values of λ to choose from, at least 0. Default the paper's 45: `l2Values`. */
  values?: readonly number[];
  /** Share of the training rows held out to choose by, above 0 and below 1. Default 0.2. */
  share?: number;
  /** Seed of what is held out, a whole number from 0. */
  seed: number;
}

export interface Validation {
  l2: number;
  /** On the held-out training rows, in [0, 1]. */
  accuracy: number;
}

/**
 * The paper's values of λ for logistic regression: 45 from 1e-6 to 1e5, evenly spaced in their logarithm.
 * @paper arXiv 2002.05709v3, appendix B.8
 */
export const l2Values: readonly number[] = Array.from({ length: 45 }, (_, i) => 10 ** (-6 + (11 * i) / 44));

/** Fits part of the training rows with each λ, from the largest down, and asks the others. Of equally good ones the largest is the best. */
export function selectL2(
  who: string,
  { train, trainLabels, classes }: ProbeData,
  { values = l2Values, share = 0.2, seed }: L2Selection,
): { best: number; tried: Validation[] } {
  const held = Math.round(share * train.rows);
  if (!(held >= 1 && held < train.rows))
    throw new TrainingError(
      `${who}: l2.share is ${share} of ${train.rows} rows; it must hold out at least 1 of them and keep at least 1`,
    );
  if (values.length === 0 || !values.every((value) => value >= 0 && value < Infinity))
    throw new TrainingError(`${who}: l2.values is [${values.join(", ")}]; numbers of at least 0 are needed`);
  const order = shuffled(train.rows, seed, 0);
  const [heldOut, kept] = [order.subarray(0, held), order.subarray(held)];
  const labelsOf = (rows: Int32Array): Int32Array => rows.map((row) => trainLabels[row]);
  const regression = logisticRegression({
    train: takeFeatures(train, kept),
    trainLabels: labelsOf(kept),
    test: takeFeatures(train, heldOut),
    classes,
  });
  try {
    let start: Float64Array | undefined;
    const tried = [...values]
      .sort((a, b) => b - a)
      .map((l2): Validation => {
        const fit = regression.fit(l2, start);
        start = fit.x;
        return { l2, accuracy: accuracy(regression.predict("test", fit), labelsOf(heldOut)) };
      });
    const best = tried.reduce((a, b) => (b.accuracy > a.accuracy ? b : a)).l2;
    return { best, tried };
  } finally {
    regression.dispose();
  }
}
