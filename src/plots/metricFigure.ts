import { curvesOfRows, type FactorChoice, type MetricRow } from "./curves/curvesOfRows";
import type { FactorScale } from "./curves/factorAxis";
import type { PanelContent } from "./curves/panel";
import { panels } from "./curves/panels";
import type { PaperValues } from "./curves/paperValues";
import type { Figure } from "./figure";
import type { Reference } from "./referenceLines";

/** One panel: a metric, and how it is drawn. */
export interface MetricPanel<Metrics extends object> {
  metric: keyof Metrics & string;
  /** Of the axis. Default: the metric's name. */
  title?: string;
  scale?: "linear" | "log";
  paper?: PaperValues;
  references?: readonly Reference[];
}

export interface MetricFigureOptions<Config extends object, Metrics extends object> extends FactorChoice<Config> {
  /** A metric, or one panel for each of several. */
  y: (keyof Metrics & string) | readonly ((keyof Metrics & string) | MetricPanel<Metrics>)[];
  title?: string;
  /** Default: the name of the factor, where it has one. */
  xTitle?: string;
  /** Default: "linear" for numbers, "ordered" for texts and booleans. */
  xScale?: FactorScale;
  /** Intervals as bands instead of bars. Default false. */
  band?: boolean;
  /** What the paper reports, where there is one panel. */
  paper?: PaperValues;
  /** Runs of the reader's own, which are drawn apart as open circles named "yours". Default: none. */
  highlight?: (row: MetricRow<Config, Metrics>) => boolean;
}

/**
 * Recorded runs as curves: means over seeds with their 95% intervals (`meanInterval`; a single seed has none), single
 * seeds as faint points, one panel a metric.
 *
 * ```ts
 * metricFigure(rows, { x: "temperature", xScale: "log", series: "l2", y: ["probe", "entropy"], highlight: isMine });
 * ```
 *
 * @param rows - rows that lack a metric are left out of its panel.
 * @throws PlotError `metricFigure: no row has the metric "probe"; there are knn, entropy`,
 *   `metricFigure: no row has the setting "tau"; there are temperature, l2`, and
 *   `metricFigure: seed 1 has 2 rows of "l2" at 0.1; name by series what tells them apart`.
 */
export function metricFigure<Config extends object, Metrics extends object>(
  rows: readonly MetricRow<Config, Metrics>[],
  options: MetricFigureOptions<Config, Metrics>,
): Figure {
  const { title, xScale, band, highlight } = options;
  const xTitle = options.xTitle ?? (typeof options.x === "string" ? options.x : undefined);
  const panelsOf = (typeof options.y === "string" ? [options.y] : options.y).map((one): MetricPanel<Metrics> =>
    typeof one === "string" ? { metric: one, paper: options.paper } : { paper: options.paper, ...one },
  );
  const contents = panelsOf.map((one): PanelContent => {
    const curves = curvesOfRows(rows, one.metric, options, highlight);
    const { title: yTitle = one.metric, scale: yScale, paper, references } = one;
    return { curves, xTitle, xScale, band, yTitle, yScale, paper, references };
  });
  return panels("metricFigure", contents, title);
}
