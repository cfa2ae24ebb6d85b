import { interruptSignal, throwIfInterrupted } from "../report/abort";
import { checkViews, type Embeddings } from "./embeddings";
import { MetricError } from "./metricError";

export interface HistogramRetrievalOptions {
  /** C: of how many channels the histograms are. Default 3. */
  channels?: number;
  /** Stops it within a fraction of a second. Default: the running cell's interrupt. */
  signal?: AbortSignal;
  /** Told how many first views have been compared. */
  onCompared?: (views: number) => void;
}

/** What the histograms of views tell about which of them are of one image. */
export interface HistogramRetrieval {
  /** The share of views whose partner is nearer than every other image's other view, in [0, 1]; by chance 1 / N. */
  retrieval: number;
  /** Mean distance of the two views of an image, in [0, 1]. */
  sameDistance: number;
  /** Mean distance of views of different images. */
  otherDistance: number;
}

/** Numbers compared between two looks at the signal: about 0.1 s. */
const atOnce = 100_000_000;

/**
 * How well the two views of an image find each other by histogram alone.
 *
 * d(p, q) = 1/C Σ_c 1/2 Σ_b |p_cb - q_cb|, the total variation, averaged over channels
 *
 * retrieval = mean over all 2N views of [ d(view, partner) < min over the other images' other views of d ]: candidates are first
 * views for a second one and the other way round. One that is just as near is not found: nothing tells it from the rest.
 * (Shares are float32: unless H W is a power of two, equal distances may differ by a rounding.)
 *
 * @paper arXiv 2002.05709v3, figure 6, which draws histograms and measures nothing
 * @param a `[N, C · bins]`: of the first views, as `colorHistogram` gives them. N at least 2.
 * @param b row n is of the other view of the image of row n of a.
 * @throws MetricError `histogramRetrieval: a is [8, 96] but b is [8, 30]; both views need the same shape`;
 *   `histogramRetrieval: 1 image; at least 2 are needed`;
 *   `histogramRetrieval: 96 columns are not those of 5 channels; a multiple of it is needed`.
 * @throws InterruptedError `histogramRetrieval: interrupted`.
 * @cost O(N² C bins), memory O(N): 2,000 pairs of 96 columns about 1.2 s on 1 core, 10,000 about 30 s.
 */
export async function histogramRetrieval(
  a: Embeddings,
  b: Embeddings,
  options: HistogramRetrievalOptions = {},
): Promise<HistogramRetrieval> {
  const { channels = 3, onCompared } = options;
  // Taken once: after an interrupt the next cell has a signal of its own.
  const signal = interruptSignal(options.signal);
  checkViews("histogramRetrieval", a, b, ["a", "b"]);
  const { rows, columns } = a;
  if (rows < 2) throw new MetricError(`histogramRetrieval: ${rows} image; at least 2 are needed`);
  if (!Number.isInteger(channels) || channels < 1 || columns % channels !== 0)
    throw new MetricError(
      `histogramRetrieval: ${columns} columns are not those of ${channels} channels; a multiple of it is needed`,
    );
  const own = new Float64Array(rows);
  // The nearest of the other images' other views, of each first and each second view.
  const nearest = { a: new Float64Array(rows).fill(Infinity), b: new Float64Array(rows).fill(Infinity) };
  let [others, compared] = [0, 0];
  for (let n = 0; n < rows; n++) {
    for (let m = 0; m < rows; m++) {
      const distance = l1(a.values, n * columns, b.values, m * columns, columns);
      if (n === m) own[n] = distance;
      else {
        others += distance;
        if (distance < nearest.a[n]) nearest.a[n] = distance;
        if (distance < nearest.b[m]) nearest.b[m] = distance;
      }
    }
    compared += rows * columns;
    if (compared >= atOnce || n === rows - 1) {
      compared = 0;
      onCompared?.(n + 1);
      await new Promise(setImmediate);
      throwIfInterrupted("histogramRetrieval", signal);
    }
  }
  const found = own.reduce((sum, d, n) => sum + (d < nearest.a[n] ? 1 : 0) + (d < nearest.b[n] ? 1 : 0), 0);
  return {
    retrieval: found / (2 * rows),
    sameDistance: own.reduce((sum, d) => sum + d, 0) / rows / (2 * channels),
    otherDistance: others / (rows * (rows - 1)) / (2 * channels),
  };
}

function l1(a: Float32Array, atA: number, b: Float32Array, atB: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += Math.abs(a[atA + i] - b[atB + i]);
  return sum;
}
