import type { Figure } from "../../../plots/figure";
import { metricFigure } from "../../../plots/metricFigure";
import type { NonlinearDependenceRow } from "./config";

/** Estimate beside the truth, and the correlation, over the noise; a reader's own runs apart. */
export function dependenceCurves(
  rows: readonly NonlinearDependenceRow[],
  yours: readonly NonlinearDependenceRow[] = [],
): Figure {
  const own = new Set<object>(yours);
  const all = [...rows, ...yours];
  const truth = new Map(
    all.map(({ config: { f, sigma }, metrics }) => [`${f} ${sigma}`, { x: sigma, y: metrics.trueNats, series: f }]),
  );
  return metricFigure(all, {
    title: "What MINE and what a correlation see of f(x) + σ ε",
    x: "sigma",
    xTitle: "σ",
    series: ({ f }) => f,
    y: [
      { metric: "miNats", title: "mutual information, nats", paper: { points: [...truth.values()], name: "true" } },
      { metric: "pearson", title: "correlation", references: [{ name: "no correlation", y: 0 }] },
    ],
    highlight: (row) => own.has(row),
  });
}
