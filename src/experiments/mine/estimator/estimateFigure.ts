import type { Figure } from "../../../plots/figure";
import { metricFigure, type MetricPanel } from "../../../plots/metricFigure";
import type { EstimatorRow } from "./config";
import { estimatesOf, withoutLost, type Estimate } from "./estimates";

/** A panel, the estimates that it has, and what of them it shows. */
export interface EstimatePanel extends Omit<MetricPanel<Record<string, number>>, "metric"> {
  of: (estimate: Estimate) => boolean;
  shows: "nats" | "seconds";
}

export interface EstimateFigureOptions {
  title: string;
  x: "correlation" | "pairs" | "dims";
  xTitle: string;
  xScale?: "linear" | "log";
  /** Those without an estimate are left out. */
  panels: readonly EstimatePanel[];
  /** A reader's own runs, drawn apart. */
  yours: readonly EstimatorRow[];
}

/** Estimators side by side over a setting: means over seeds with their intervals. Lost critics are left out. */
export function estimateFigure(
  rows: readonly EstimatorRow[],
  { panels, yours, ...options }: EstimateFigureOptions,
): Figure {
  const given = [...rows.flatMap((row) => estimatesOf(row)), ...yours.flatMap((row) => estimatesOf(row, true))];
  // Also where the first run has lost some, they come in one order.
  const names = [...new Set(given.map(({ config }) => config.estimator))];
  const all = withoutLost(given).sort((a, b) => names.indexOf(a.config.estimator) - names.indexOf(b.config.estimator));
  const metricOf = (n: number): string => `panel ${n + 1}`;
  const told = all.map((estimate) => ({
    ...estimate,
    metrics: Object.fromEntries(
      panels.flatMap(({ of, shows }, n) => (of(estimate) ? [[metricOf(n), estimate[shows]]] : [])),
    ),
  }));
  const filled = panels.flatMap(({ of, shows: _, ...panel }, n) =>
    all.some(of) ? [{ ...panel, metric: metricOf(n) }] : [],
  );
  return metricFigure(told, {
    ...options,
    series: ({ estimator }) => estimator,
    y: filled,
    highlight: (row) => (row as (typeof told)[number]).config.yours,
  });
}
