import type { Figure } from "../../../plots/figure";
import { metricFigure } from "../../../plots/metricFigure";
import type { BiasCorrectionRow } from "./config";

/**
 * How much of the batch gradient's bias a moving average leaves, over its rate: at rest a share of about the rate, in motion
 * the less the slower it is only up to where it lags. A reader's own runs stand apart.
 */
export function biasFigure(rows: readonly BiasCorrectionRow[], yours: readonly BiasCorrectionRow[] = []): Figure {
  const own = new Set<object>(yours);
  const all = [...rows, ...yours];
  const rates = [...new Set(all.map(({ config }) => config.rate))];
  return metricFigure(all, {
    title: "What a moving average leaves of the gradient's bias",
    x: "rate",
    xTitle: "rate a; 1: the batch alone",
    xScale: "log",
    series: ({ learningRate, batchSize }) =>
      `critic ${learningRate === 0 ? "at rest" : "in motion"}, batches of ${batchSize}`,
    y: [
      {
        metric: "share",
        title: "bias / bias of the batch alone",
        scale: "log",
        paper: { points: rates.map((rate) => ({ x: rate, y: rate })), name: "share = a" },
      },
    ],
    highlight: (row) => own.has(row),
  });
}
