import type { Layout, Trace } from "../figureSpec";
import { type Reference, referenceLines } from "../referenceLines";
import { role } from "../theme/role";
import { axisKey, axisName } from "./axisName";
import { type ScalingCurve, curveTraces } from "./scalingCurve";
import { type FactorScale, factorAxis } from "./factorAxis";
import { legendKey } from "./legendKey";
import type { PanelDomain } from "./panelGrid";
import { pairedRanges } from "./pairedRanges";
import { paperTraces } from "./paperTraces";
import type { PaperValues } from "./paperValues";

export interface PanelContent {
  curves: readonly ScalingCurve[];
  xTitle?: string;
  yTitle?: string;
  /** Default: "linear" for numbers, "ordered" for texts. */
  xScale?: FactorScale;
  /** Default "linear". */
  yScale?: "linear" | "log";
  /** Intervals as bands instead of bars. Default false. */
  band?: boolean;
  paper?: PaperValues;
  /** A known curve in ink behind the measured ones, for instance the truth. */
  line?: { name: string; points: readonly { x: number; y: number }[] };
  references?: readonly Reference[];
}

export interface PanelPlace {
  /** Figure, for errors. */
  who: string;
  /** Which of how many panels, from 0. */
  index: number;
  count: number;
  /** Where it stands. */
  domain: PanelDomain;
  /** Pixels of its x axis. */
  pixels: number;
  /** What the legend names already; what this panel adds is added to it. */
  named: Set<string>;
  /** Names of the curves of all panels: a colour each. */
  series: readonly string[];
}

/** Traces and axes of one panel of curves. */
export function panel(content: PanelContent, place: PanelPlace): { traces: Trace[]; layout: Layout } {
  const { curves, xTitle, yTitle, yScale = "linear", band = false, paper, references = [] } = content;
  const { who, index, count, domain, pixels, named, series } = place;
  const n = index + 1;
  const second = count + n;
  const axes = { xaxis: axisName("x", n), yaxis: axisName("y", n) };
  const values = [...curves.flatMap(pointsOf), ...(paper?.points ?? [])].map(({ x }) => x);
  const xScale = content.xScale ?? (values.some((value) => typeof value === "string") ? "ordered" : "linear");
  const ordered = xScale === "ordered";
  const isNew = (name: string): boolean => named.size < named.add(name).size;

  const traces = known(content, axes, isNew);
  const measured = curves.flatMap((curve) =>
    curveTraces(curve, { who, ...axes, index: series.indexOf(curve.name), key: isNew(curve.name), band, ordered }),
  );
  traces.push(...measured);
  const layout: Layout = {
    [axisKey("x", n)]: {
      ...factorAxis(who, values, xScale, pixels),
      title: xTitle,
      domain: domain.x,
      anchor: axes.yaxis,
    },
    [axisKey("y", n)]: { title: yTitle, type: yScale, domain: domain.y, anchor: axes.xaxis },
  };
  if (curves.some(({ yours }) => yours?.length) && isNew("yours")) traces.push(legendKey("yours", "circle-open", axes));
  if (paper) {
    const yaxis = paper.axis === undefined ? axes.yaxis : axisName("y", second);
    traces.push(...paperTraces(paper, { who, xaxis: axes.xaxis, yaxis, series, ordered }));
    const name = paper.name ?? "paper";
    if (isNew(name)) traces.push(legendKey(name, "diamond-open", axes));
    if (paper.axis !== undefined) Object.assign(layout, secondAxis(content, paper, n, second, domain));
  }
  const lines = referenceLines(references, { x: n, y: n, hidden: second });
  for (const line of lines.traces) traces.push({ ...line, showlegend: isNew(line.name ?? "") });
  return { traces, layout: { ...layout, ...lines.layout } };
}

/** The paper's axis on the right, and the measured one of the same scale. */
function secondAxis(
  { curves, yTitle, references = [] }: PanelContent,
  paper: PaperValues,
  n: number,
  second: number,
  domain: PanelDomain,
): Layout {
  const ours = curves.flatMap((curve) => curve.points.map((point) => ({ ...point, series: curve.name })));
  const extent = curves.flatMap(pointsOf).flatMap(({ y, low = y, high = y, seeds = [] }) => [y, low, high, ...seeds]);
  const [own, theirs] = pairedRanges(ours, paper.points, [...extent, ...references.map(({ y }) => y)]);
  return {
    [axisKey("y", n)]: { title: yTitle, range: own, domain: domain.y, anchor: axisName("x", n) },
    [axisKey("y", second)]: {
      title: paper.axis,
      range: theirs,
      tickmode: "auto",
      overlaying: axisName("y", n),
      anchor: axisName("x", n),
      side: "right",
      showgrid: false,
    },
  };
}

function known({ line }: PanelContent, axes: object, isNew: (name: string) => boolean): Trace[] {
  if (!line) return [];
  const [x, y] = [line.points.map((point) => point.x), line.points.map((point) => point.y)];
  const style = { color: role.ink, width: 1.5 };
  return [
    {
      type: "scatter",
      mode: "lines",
      ...axes,
      name: line.name,
      legendgroup: line.name,
      showlegend: isNew(line.name),
      x,
      y,
      line: style,
    },
  ];
}

function pointsOf({ points, yours = [] }: ScalingCurve) {
  return [...points, ...yours];
}
