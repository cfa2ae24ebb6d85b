import type { Trace } from "../figureSpec";
import { role } from "../theme/role";
import { errorBars, hoverText, type MeasuredPoint } from "./measuredPoint";

/** A series of measured values over a factor. */
export interface ScalingCurve {
  name: string;
  points: readonly MeasuredPoint[];
  /** Values of the reader's own runs: open circles, not joined to the line. */
  yours?: readonly MeasuredPoint[];
}

export interface CurveStyle {
  /** Figure and axes, for errors and traces. */
  who: string;
  xaxis: string;
  yaxis: string;
  /** Which colour. */
  index: number;
  /** Whether the legend names it. */
  key: boolean;
  /** Intervals as a band instead of bars. */
  band: boolean;
  ordered: boolean;
}

/** The line with its intervals, single seeds as faint points, and the reader's own values. */
export function curveTraces(curve: ScalingCurve, style: CurveStyle): Trace[] {
  const { name, points, yours = [] } = curve;
  const { xaxis, yaxis, index, key, band, ordered } = style;
  const color = role.series(index);
  const x = (of: readonly MeasuredPoint[]) => of.map((point) => (ordered ? String(point.x) : point.x));
  const who = (of: readonly MeasuredPoint[]) => (i: number) => `${style.who}: "${name}" at ${of[i].x}`;
  const common = { type: "scatter", xaxis, yaxis, name, legendgroup: name, showlegend: false };
  const measured = (of: readonly MeasuredPoint[], bars: boolean): Trace => ({
    ...common,
    x: x(of),
    y: of.map(({ y }) => y),
    text: of.map(hoverText),
    hovertemplate: `<b>${name}</b>, %{x}<br>%{text}<extra></extra>`,
    error_y: { ...errorBars(who(of), of, color), visible: bars },
  });
  const traces: Trace[] = [];
  if (band) traces.push(bandTrace(points, x(points), index, common));
  const single = points.flatMap((point) => (point.seeds ?? []).map((y) => ({ ...point, y })));
  if (single.length > 0) {
    const marker = { color: role.series(index, 0.35), size: 5 };
    const y = single.map((one) => one.y);
    traces.push({ ...common, mode: "markers", x: x(single), y, marker, hoverinfo: "skip" });
  }
  if (points.length > 0) {
    const mode = points.length > 1 ? "lines+markers" : "markers";
    traces.push({
      ...measured(points, !band),
      mode,
      showlegend: key,
      line: { color, width: 2 },
      marker: { color, size: 7 },
    });
  }
  if (yours.length > 0) {
    const marker = { color, symbol: "circle-open", size: 12, line: { width: 2.5 } };
    traces.push({ ...measured(yours, true), mode: "markers", legendgroup: "yours", marker });
  }
  return traces;
}

function bandTrace(points: readonly MeasuredPoint[], x: (number | string)[], index: number, common: Trace): Trace {
  const low = points.map((point) => point.low ?? point.y);
  const high = points.map((point) => point.high ?? point.y);
  return {
    ...common,
    mode: "lines",
    x: [...x, ...[...x].reverse()],
    y: [...high, ...low.reverse()],
    fill: "toself",
    fillcolor: role.series(index, 0.18),
    line: { width: 0 },
    hoverinfo: "skip",
  };
}
