import type { Figure } from "../../../plots/figure";
import { miCurves } from "../../../plots/miCurves";
import { seedMean } from "../../../plots/curves/seedMean";
import type { EstimatorRow } from "./config";
import { estimateFigure, type EstimatePanel } from "./estimateFigure";
import { estimatesOf, withoutLost } from "./estimates";
import { sampleNats, sampleSize } from "./grids";

type Rows = readonly EstimatorRow[];

/** What is true at each place, once. */
function truth(rows: Rows, dims: number): NonNullable<EstimatePanel["paper"]> {
  const ofDims = rows.filter(({ config }) => config.pairs === 0 && config.dims === dims);
  const points = new Map(ofDims.map(({ config, metrics }) => [config.correlation, metrics.trueNats]));
  return { points: [...points].map(([x, y]) => ({ x, y })), name: "true" };
}

/**
 * The paper's figure: estimates over the correlation, in 2 and in 20 dimensions, critics trained on fresh pairs.
 * @paper arXiv 1801.04062, figure 1
 */
export function estimatorFigure(rows: Rows, yours: Rows = []): Figure {
  const panel = (dims: number): EstimatePanel => ({
    of: ({ config }) => config.pairs === 0 && config.dims === dims,
    ...{ shows: "nats", title: `${dims} dimensions, nats`, paper: truth([...rows, ...yours], dims) },
  });
  return estimateFigure(rows, {
    title: "Mutual information of correlated Gaussians",
    ...{ x: "correlation", xTitle: "ρ", panels: [panel(2), panel(20)], yours },
  });
}

/** Estimates in 20 dimensions against the truth, and the logarithm of the pairs that a critic is judged by. */
export function ceilingFigure(rows: Rows): Figure {
  const own = rows.filter(({ config }) => config.pairs === 0 && config.dims === 20 && config.correlation >= 0);
  const estimates = withoutLost(own.flatMap((row) => estimatesOf(row)));
  const names = [...new Set(estimates.map(({ config }) => config.estimator))];
  const curves = names.map((name) => {
    const ofName = estimates.filter(({ config }) => config.estimator === name);
    const places = [...new Set(ofName.map(({ trueNats }) => trueNats))].sort((a, b) => a - b);
    const points = places.map((x) => ({
      x,
      ...seedMean(ofName.filter(({ trueNats }) => trueNats === x).map(({ nats }) => nats)),
    }));
    return { name, points };
  });
  return miCurves(curves, {
    title: "Large mutual information, 20 dimensions",
    ceilings: [...new Set(own.map(({ config }) => config.testPairs))],
  });
}

const there = [{ name: "true", y: sampleNats }];

/** Estimates and seconds over the size of a sample with 2 nats to find, in 2 and in 20 dimensions. */
export function sampleSizeFigure(rows: Rows, yours: Rows = []): Figure {
  const panel = (shows: EstimatePanel["shows"], dims: number): EstimatePanel => ({
    of: ({ config }) => config.pairs > 0 && config.dims === dims,
    ...{ shows, title: `${dims} dimensions, ${shows}` },
    ...(shows === "nats" ? { references: there } : { scale: "log" }),
  });
  return estimateFigure(rows, {
    title: "What a sample of 2 nats tells",
    ...{ x: "pairs", xTitle: "pairs", xScale: "log", yours },
    panels: [panel("nats", 2), panel("nats", 20), panel("seconds", 2), panel("seconds", 20)],
  });
}

/** Estimates and seconds over the dimensions of as large a sample with as much to find. */
export function dimensionsFigure(rows: Rows, yours: Rows = []): Figure {
  const of: EstimatePanel["of"] = ({ config }) => config.pairs === sampleSize;
  return estimateFigure(rows, {
    title: `2 nats in ${sampleSize.toLocaleString("en")} pairs`,
    ...{ x: "dims", xTitle: "dimensions of x and of z", xScale: "log", yours },
    panels: [
      { of, shows: "nats", title: "estimate, nats", references: there },
      { of, shows: "seconds", title: "seconds", scale: "log" },
    ],
  });
}
