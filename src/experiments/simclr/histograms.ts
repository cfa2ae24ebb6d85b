import { loadCifar10 } from "../../data/cifar10/load";
import { subset } from "../../data/subset";
import { histogramRetrieval } from "../../metrics/histogramRetrieval";
import { interruptSignal } from "../../report/abort";
import { progress as progressLine } from "../../report/progress";
import type { Experiment } from "../experiment";
import type { Work } from "../work";
import { histogramsClaims } from "./histograms/claims";
import type { HistogramsConfig, HistogramsMetrics } from "./histograms/config";
import { retrievalFigure } from "./histograms/figure";
import { viewHistograms } from "./histograms/views";

const configs = (images: number): HistogramsConfig[] =>
  (["none", "color"] as const).map((distortion) => ({ images, bins: 32, distortion }));

/**
 * Nothing is trained, and no kind of work is quite this one: a number of one histogram less that of another takes about half as
 * long as a probed value, and a view as long as so many values of an embedding.
 */
function histogramsWork({ images, bins, distortion }: HistogramsConfig): Work {
  return {
    probedValues: (images ** 2 * 3 * bins) / 2,
    embeddingValues: 2 * images * (distortion === "none" ? 15_000 : 27_000),
  };
}

/**
 * Do crops of one image share a colour histogram, and does colour distortion take it away?
 * @paper arXiv 2002.05709v3, figure 6.
 */
export const histograms: Experiment<HistogramsConfig, HistogramsMetrics> = {
  id: "simclr/histograms",
  revision: 1,
  paper: "arXiv 2002.05709v3, figure 6",
  statement:
    "Crops of one image share a colour histogram, which tells them from other images until colours are distorted.",
  notebook: "simclr/02-augmentation-composition",
  profiles: {
    quick: { configs: configs(500), seeds: [1] },
    standard: { configs: configs(2000), seeds: [1, 2, 3, 4, 5] },
    paper: { configs: configs(10_000), seeds: [1, 2, 3, 4, 5] },
  },
  claims: histogramsClaims,
  work: histogramsWork,
  run: async ({ images, bins, distortion }, { seed, ...context }) => {
    // Taken once: after an interrupt the next cell has a signal of its own.
    const signal = interruptSignal(context.signal);
    const line = context.progress ?? progressLine({ total: 2 * images, label: "colour histograms", unit: "images" });
    try {
      const [a, b] = await viewHistograms(subset(loadCifar10({ split: "test" }), { size: images, seed }), {
        ...{ bins, distortion, seed: 3_000_000 + seed, signal },
        onSeen: (seen) => line.update(seen),
      });
      const { retrieval, sameDistance, otherDistance } = await histogramRetrieval(a, b, {
        signal,
        onCompared: (views) => line.update(images + views),
      });
      const metrics = { retrieval: 100 * retrieval, sameDistance, otherDistance, ratio: sameDistance / otherDistance };
      return { metrics };
    } finally {
      line.finish();
    }
  },
  figure: (rows) => retrievalFigure(rows),
};
