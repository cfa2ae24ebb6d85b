import { tf } from "../../../engine/tf";
import { meanOf } from "../../../ledger/statistics/meanOf";
import { ntXent } from "../../../losses/ntXent";
import type { EmbeddedViews } from "../../../training/embedViews";
import type { Features } from "../../../training/features";

interface Batches {
  /** N, of a batch. */
  batchSize: number;
  /** The batches that are asked: from this one, and up to but not with that one. Default all. */
  from?: number;
  to?: number;
}

/** log N - NT-Xent of cosines, the mean over batches of N images. */
export function viewBound(
  { zA, zB }: EmbeddedViews,
  { temperature, batchSize, from = 0, to = Math.floor(zA.rows / batchSize) }: Batches & { temperature: number },
): number {
  const rowsOf = ({ values, columns }: Features, batch: number): tf.Tensor2D => {
    const size = batchSize * columns;
    return tf.tensor2d(values.subarray(batch * size, (batch + 1) * size), [batchSize, columns]);
  };
  const losses = Array.from({ length: to - from }, (_, n) =>
    tf.tidy(() => ntXent(rowsOf(zA, from + n), rowsOf(zB, from + n), { temperature }).dataSync()[0]),
  );
  return Math.log(batchSize) - meanOf(losses);
}

const temperatures = [0.02, 0.03, 0.05, 0.07, 0.1, 0.14, 0.2, 0.3, 0.5, 0.7, 1];

/** The same at the best of many temperatures: the first half of the batches chooses it, the second is reported. */
export function tunedBound(views: EmbeddedViews, batchSize: number): number {
  const half = Math.floor(views.zA.rows / batchSize / 2);
  const bounds = temperatures.map((temperature) => viewBound(views, { temperature, batchSize, to: half }));
  const temperature = temperatures[bounds.indexOf(Math.max(...bounds))];
  return viewBound(views, { temperature, batchSize, from: half });
}
