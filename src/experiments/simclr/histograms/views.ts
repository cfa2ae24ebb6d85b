import { compose } from "../../../augment/compose";
import { compositionTransforms } from "../../../augment/composition";
import { simclrViews } from "../../../augment/simclrViews";
import type { Transform } from "../../../augment/transform";
import type { Dataset } from "../../../data/dataset";
import { gather } from "../../../data/gather";
import { tf } from "../../../engine/tf";
import { colorHistogram } from "../../../metrics/colorHistogram";
import type { Embeddings } from "../../../metrics/embeddings";
import { foldIn } from "../../../random/foldIn";
import { key } from "../../../random/key";
import { throwIfInterrupted } from "../../../report/abort";
import type { Distortion, HistogramsConfig } from "./config";

/** Images whose views are made at once. Part of what a run means: each chunk has a key of its own. */
const chunk = 500;

/** A random crop with flip, and then the distortion. Of one key the crops are the same with distortion and without. */
export function distortedCrop(distortion: Distortion): Transform {
  const { crop, color } = compositionTransforms;
  return compose(crop, distortion === "color" ? color : (images) => images.clone());
}

export interface ViewHistogramsOptions extends Pick<HistogramsConfig, "bins" | "distortion"> {
  seed: number;
  signal?: AbortSignal;
  /** Told of how many images there are histograms. */
  onSeen?: (images: number) => void;
}

/** Histograms of two random views of each image, both distorted, each by draws of its own. Row n of both is of image n. */
export async function viewHistograms(
  dataset: Dataset,
  { bins, distortion, seed, signal, onSeen }: ViewHistogramsOptions,
): Promise<[Embeddings, Embeddings]> {
  const transform = distortedCrop(distortion);
  const columns = dataset.shape[2] * bins;
  const histograms = [0, 1].map(() => new Float32Array(dataset.size * columns));
  for (let first = 0; first < dataset.size; first += chunk) {
    const indices = Array.from({ length: Math.min(chunk, dataset.size - first) }, (_, n) => first + n);
    tf.tidy(() => {
      const views = simclrViews(gather(dataset, indices), foldIn(key(seed), first), transform);
      views.forEach((view, n) => histograms[n].set(colorHistogram(view, { bins }).values, first * columns));
    });
    onSeen?.(first + indices.length);
    await new Promise(setImmediate);
    throwIfInterrupted("histograms", signal);
  }
  const [a, b] = histograms.map((values): Embeddings => ({ values, rows: dataset.size, columns }));
  return [a, b];
}
