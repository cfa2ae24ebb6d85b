import type { Figure } from "../../../plots/figure";
import { metricFigure } from "../../../plots/metricFigure";
import { strengthInPaper } from "./strengthInPaper";
import type { AugmentationStrengthRow } from "./config";

/** Accuracy over the strength of the colours, SimCLR and supervised training, and the paper's on an axis of its own. */
export function augmentationStrengthFigure(
  rows: readonly AugmentationStrengthRow[],
  yours: readonly AugmentationStrengthRow[] = [],
): Figure {
  const own = new Set<object>(yours);
  const methods = new Set([...rows, ...yours].map(({ config }) => config.method));
  const points = strengthInPaper
    .filter(({ method }) => methods.has(method))
    .map(({ method, strength, accuracy }) => ({ x: strength, y: accuracy, series: method }));
  const shortest = Math.min(...[...rows, ...yours].map(({ config }) => config.epochs));
  return metricFigure([...rows, ...yours], {
    title: "Strength of the colour distortion",
    x: "strength",
    xTitle: "strength s",
    xScale: "log",
    series: ({ method, epochs }) => (epochs === shortest ? method : `${method}, ${epochs} epochs`),
    y: [
      {
        metric: "accuracy",
        title: "test accuracy, %",
        paper: { points, axis: "ImageNet top-1, %", name: "paper (ImageNet)" },
      },
    ],
    highlight: (row) => own.has(row),
  });
}
