import type { Figure } from "../../../plots/figure";
import { metricFigure } from "../../../plots/metricFigure";
import type { HistogramsRow } from "./config";

/**
 * Retrieval and the ratio of distances without and with colour distortion, and the same of a reader's own runs as marks of their
 * own. A curve for each number of images, since among more of them the partner is harder to find.
 */
export function retrievalFigure(rows: readonly HistogramsRow[], yours: readonly HistogramsRow[] = []): Figure {
  const own = new Set<object>(yours);
  return metricFigure([...rows, ...yours], {
    title: "What colour histograms tell about crops of one image",
    x: ({ distortion }) => (distortion === "none" ? "crop" : "crop + colour"),
    xTitle: "both views",
    series: ({ images }) => `${images} images`,
    y: [
      { metric: "retrieval", title: "other view found, %" },
      { metric: "ratio", title: "distance, same / other image", references: [{ name: "nothing told", y: 1 }] },
    ],
    highlight: (row) => own.has(row),
  });
}
