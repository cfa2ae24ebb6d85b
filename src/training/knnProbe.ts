import type { Features } from "./features";
import { nearestRows } from "./nearestRows";
import { checkProbeData, classesOf, scoreOf, type ProbeData, type ProbeScore } from "./probeData";
import { TrainingError } from "./trainingError";

export interface KnnProbeOptions extends ProbeData {
  /** Neighbours that vote, a whole number from 1 to the training rows. Default 200, or all rows where there are fewer. */
  k?: number;
  /** "similarity": a vote weighs exp(cosine / temperature); "equal": all weigh the same. Default "similarity". */
  weights?: "similarity" | "equal";
  /** τ of the weights, above 0. Default 0.07. */
  temperature?: number;
}

export interface KnnProbeResult extends ProbeScore {
  /** Share of the votes for each class, float32 `[rows of test, classes]`. */
  votes: Features;
}

/**
 * The class of the nearest neighbours: each test row takes the class that most of the k training rows of highest cosine
 * similarity have, in votes that may weigh more the nearer they are. Nothing is trained.
 *
 * class of q = argmax over c of Σ over the k nearest i with class c of exp(cos(q, x_i) / τ)
 *
 * @paper arXiv 1805.01978v1, section 3.4, with k = 200 and τ = 0.07; common for checking on SimCLR, not part of arXiv 2002.05709.
 * @returns the score; equal votes go to the lower class.
 * @throws TrainingError `knnProbe: k is 11 but train has 10 rows; k from 1 to 10 is needed`;
 *   `knnProbe: temperature is 0; it must be above 0`; `knnProbe: weights is "distance"; it must be "similarity" or "equal"`;
 *   `knnProbe: train has 5 labels for 6 rows; each row needs one`; `knnProbe: test row 3 has the value NaN; all must be finite`.
 * @cost O(N M D) products for M test rows, in chunks of 500 rows; 10,000 against 10,000 of 128 columns about 2.4 s on 2 busy cores
 */
export function knnProbe(options: KnnProbeOptions): KnnProbeResult {
  const { train, trainLabels, test, testLabels, classes, weights = "similarity", temperature = 0.07 } = options;
  const k = options.k ?? Math.min(200, train.rows);
  checkProbeData("knnProbe", options);
  if (!Number.isInteger(k) || k < 1 || k > train.rows)
    throw new TrainingError(
      `knnProbe: k is ${k} but train has ${train.rows} rows; k from 1 to ${train.rows} is needed`,
    );
  if (!(temperature > 0)) throw new TrainingError(`knnProbe: temperature is ${temperature}; it must be above 0`);
  if (!["similarity", "equal"].includes(weights))
    throw new TrainingError(`knnProbe: weights is ${JSON.stringify(weights)}; it must be "similarity" or "equal"`);
  const values = new Float64Array(test.rows * classes);
  nearestRows({ queries: test, index: train, k }, (row, index, cosine, nearest) => {
    // Weights relative to the nearest one's do not overflow.
    const vote = weights === "equal" ? 1 : Math.exp((cosine - nearest) / temperature);
    values[row * classes + trainLabels[index]] += vote;
  });
  const predictions = classesOf(values, classes);
  return {
    ...scoreOf(predictions, testLabels),
    votes: { values: shares(values, classes), rows: test.rows, columns: classes },
  };
}

/** Each row over its sum. */
function shares(values: Float64Array, classes: number): Float32Array {
  return Float32Array.from(values, (value, i) => {
    const row = i - (i % classes);
    let total = 0;
    for (let k = 0; k < classes; k++) total += values[row + k];
    return value / total;
  });
}
