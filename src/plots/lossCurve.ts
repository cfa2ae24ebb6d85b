import { Figure } from "./figure";
import type { Layout, Trace } from "./figureSpec";
import { PlotError } from "./plotError";
import { type Reference, referenceLines } from "./referenceLines";
import { role } from "./theme/role";

/** One curve: a name and its values, at `x` or at 0, 1, 2, ... */
export interface CurveSeries {
  name: string;
  y: ArrayLike<number>;
  x?: ArrayLike<number>;
  /** Ends of the interval at each step, drawn as a band; see `recordedCurves`. */
  low?: ArrayLike<number>;
  high?: ArrayLike<number>;
}

export interface LossCurveOptions {
  title?: string;
  /** Default "step". */
  xTitle?: string;
  /** Default "loss". */
  yTitle?: string;
  /** Draws y logarithmically. Default false. */
  logY?: boolean;
  /**
   * Share of the past in a running mean, 0 (none, the default) to below 1. The values themselves stay as a pale
   * line behind it. The mean is corrected for its empty start, so the first point is the first value.
   */
  smoothing?: number;
  /** Dashed lines at known values, for instance chance level or the true mutual information. */
  references?: readonly Reference[];
}

/**
 * Curves over training steps, one colour a series, their intervals as bands.
 *
 * @throws PlotError when a series has unequal x and y, an interval lacks an end, or `smoothing` is not in [0, 1).
 */
export function lossCurve(series: readonly CurveSeries[], options: LossCurveOptions = {}): Figure {
  const { title, xTitle = "step", yTitle = "loss", logY = false, smoothing = 0, references = [] } = options;
  if (!(smoothing >= 0 && smoothing < 1)) {
    throw new PlotError(`lossCurve: smoothing is ${smoothing}; it must be at least 0 and below 1`);
  }
  const lines = referenceLines(references);
  const data = series.flatMap((one, i) => [...band(one, i, smoothing), ...curve(one, role.series(i), smoothing)]);
  const layout: Layout = {
    title,
    xaxis: { title: xTitle },
    yaxis: { title: yTitle, type: logY ? "log" : "linear" },
    showlegend: series.length + references.length > 1,
    hovermode: "x unified",
  };
  return new Figure({ data: [...data, ...lines.traces], layout: { ...layout, ...lines.layout } });
}

/** The interval, smoothed as the curve is. */
function band({ name, y, x, low, high }: CurveSeries, index: number, smoothing: number): Trace[] {
  if (!low && !high) return [];
  if (low?.length !== y.length || high?.length !== y.length) {
    const given = `${low?.length ?? "no"} low and ${high?.length ?? "no"} high`;
    throw new PlotError(`lossCurve: series "${name}" has ${given} for ${y.length} y; an interval needs both of each`);
  }
  const steps = x ? Array.from(x) : Array.from(y, (_, i) => i);
  const smooth = (values: ArrayLike<number>) => (smoothing === 0 ? Array.from(values) : runningMean(values, smoothing));
  return [
    {
      type: "scatter",
      mode: "lines",
      name,
      legendgroup: name,
      x: [...steps, ...[...steps].reverse()],
      y: [...smooth(high), ...smooth(low).reverse()],
      fill: "toself",
      fillcolor: role.series(index, 0.18),
      line: { width: 0 },
      showlegend: false,
      hoverinfo: "skip",
    },
  ];
}

function curve({ name, y, x }: CurveSeries, color: string, smoothing: number): Trace[] {
  if (x && x.length !== y.length) {
    throw new PlotError(`lossCurve: series "${name}" has ${x.length} x and ${y.length} y; both need the same length`);
  }
  const steps = x ? Array.from(x) : Array.from(y, (_, i) => i);
  const mode = y.length === 1 ? "markers" : "lines";
  const trace: Trace = { type: "scatter", mode, name, legendgroup: name, x: steps };
  if (smoothing === 0) return [{ ...trace, y, line: { color } }];
  const pale = { ...trace, y, line: { color, width: 1 }, opacity: 0.3, showlegend: false, hoverinfo: "skip" };
  return [pale, { ...trace, y: runningMean(y, smoothing), line: { color } }];
}

/** Exponential mean divided by the weight it has gathered so far; a value that is not finite is passed over. */
function runningMean(y: ArrayLike<number>, decay: number): number[] {
  let [sum, weight] = [0, 0];
  return Array.from(y, (value) => {
    if (!Number.isFinite(value)) return NaN;
    sum = decay * sum + (1 - decay) * value;
    weight = decay * weight + (1 - decay);
    return sum / weight;
  });
}
