import { PlotError } from "../plotError";
import type { ScalingCurve } from "./scalingCurve";
import type { MeasuredPoint } from "./measuredPoint";
import { seedMean } from "./seedMean";

/** What a figure needs of a recorded run. */
export interface MetricRow<Config extends object, Metrics extends object> {
  config: Config;
  seed: number;
  metrics: Metrics;
}

export interface FactorChoice<Config extends object> {
  /** The factor: a name of the configuration, or a function of it. */
  x: (keyof Config & string) | ((config: Config) => number | string);
  /** What makes a curve of its own: a name of the configuration, or a function that gives the curve's name. Default: nothing. */
  series?: (keyof Config & string) | ((config: Config) => string);
}

interface Value {
  x: number | string;
  series: string;
  seed: number;
  y: number;
  yours: boolean;
}

/** One curve a series, of means over seeds, in the order of the rows; points in the order of numbers, or of the rows. */
export function curvesOfRows<Config extends object, Metrics extends object>(
  rows: readonly MetricRow<Config, Metrics>[],
  metric: keyof Metrics & string,
  { x, series }: FactorChoice<Config>,
  highlight: (row: MetricRow<Config, Metrics>) => boolean = () => false,
): ScalingCurve[] {
  const values = rows.flatMap((row): Value[] => {
    const y: unknown = row.metrics[metric];
    if (typeof y !== "number") return [];
    const name =
      typeof series === "function" ? series(row.config) : series ? `${series} ${text(row.config[series])}` : "recorded";
    const at: unknown = typeof x === "function" ? x(row.config) : row.config[x];
    return [{ x: typeof at === "number" ? at : text(at), series: name, seed: row.seed, y, yours: highlight(row) }];
  });
  if (values.length === 0 && rows.length > 0) {
    const known = Object.keys(rows[0].metrics).join(", ");
    throw new PlotError(`metricFigure: no row has the metric "${metric}"; there are ${known}`);
  }
  for (const setting of [x, series])
    if (typeof setting === "string" && rows.length > 0 && !rows.some(({ config }) => setting in config)) {
      const known = Object.keys(rows[0].config).join(", ");
      throw new PlotError(`metricFigure: no row has the setting "${setting}"; there are ${known}`);
    }
  return [...new Set(values.map((value) => value.series))].map((name) => {
    const own = values.filter((value) => value.series === name);
    return { name, points: means(own.filter(({ yours }) => !yours)), yours: means(own.filter(({ yours }) => yours)) };
  });
}

function means(values: readonly Value[]): MeasuredPoint[] {
  return [...new Set(values.map(({ x }) => x))].sort(bySize).map((x) => {
    const own = values.filter((value) => value.x === x);
    for (const { seed, series } of own) {
      const same = own.filter((other) => other.seed === seed).length;
      if (same === 1) continue;
      throw new PlotError(
        `metricFigure: seed ${seed} has ${same} rows of "${series}" at ${x}; name by series what tells them apart`,
      );
    }
    return { x, ...seedMean(own.map(({ y }) => y)) };
  });
}

/** Numbers by size; texts stay where they are. */
function bySize(a: number | string, b: number | string): number {
  return typeof a === "number" && typeof b === "number" ? a - b : 0;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
