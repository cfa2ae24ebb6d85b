import { seedMean } from "./curves/seedMean";
import type { CurveSeries } from "./lossCurve";
import { PlotError } from "./plotError";

/** What a figure needs of a recorded run that kept measures along its training. */
export interface CurveRow<Config extends object> {
  config: Config;
  seed: number;
  /** By name, pairs of steps done and value. */
  curve?: Record<string, readonly (readonly [steps: number, value: number])[]>;
}

/**
 * The curves of recorded runs as means over seeds with 95% intervals, for `lossCurve`; a single seed has no
 * interval. Runs that did not keep the curve are left out.
 *
 * @param name - of the curve, for instance "loss".
 * @param series - what makes a curve of its own. Default: every configuration.
 * @throws PlotError `recordedCurves: the runs of "0.1" have "loss" at different steps; name by series what tells them apart`
 */
export function recordedCurves<Config extends object>(
  rows: readonly CurveRow<Config>[],
  name: string,
  series: (config: Config) => string = (config) => JSON.stringify(config),
): CurveSeries[] {
  const kept = rows.flatMap(({ config, curve }) =>
    curve?.[name] ? [{ series: series(config), curve: curve[name] }] : [],
  );
  return [...new Set(kept.map((run) => run.series))].map((one): CurveSeries => {
    const runs = kept.filter((run) => run.series === one).map(({ curve }) => curve);
    const x = runs[0].map(([steps]) => steps);
    if (runs.some((run) => run.length !== x.length || run.some(([steps], i) => steps !== x[i]))) {
      throw new PlotError(
        `recordedCurves: the runs of "${one}" have "${name}" at different steps; name by series what tells them apart`,
      );
    }
    const points = x.map((_, i) => seedMean(runs.map((run) => run[i][1])));
    const mean = { name: one, x, y: points.map(({ y }) => y) };
    if (runs.length < 2) return mean;
    return { ...mean, low: points.map(({ y, low = y }) => low), high: points.map(({ y, high = y }) => high) };
  });
}
