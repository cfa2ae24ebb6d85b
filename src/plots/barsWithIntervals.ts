import { legendKey } from "./curves/legendKey";
import { errorBars, hoverText, type MeasuredPoint } from "./curves/measuredPoint";
import { shortNumber } from "./curves/shortNumber";
import { Figure } from "./figure";
import type { Trace } from "./figureSpec";
import { type Reference, referenceLines } from "./referenceLines";
import { role } from "./theme/role";

/** One bar: its value, and the ends of its interval where one is known. */
export interface IntervalRow {
  name: string;
  value: number;
  low?: number;
  high?: number;
  /** Bars of the same name stand side by side, one colour a group. */
  group?: string;
  /** What single seeds gave: faint points. */
  seeds?: readonly number[];
  /** What the paper reports: an open diamond. */
  paper?: number;
}

export interface BarsWithIntervalsOptions {
  title?: string;
  xTitle?: string;
  yTitle?: string;
  /** Dashed lines at known values, for instance chance level. */
  references?: readonly Reference[];
  /**
   * Of the diamonds, in the legend; name the task where it is another one: "paper, ImageNet". They share the axis of
   * the bars, which begins at 0 and whose unit they have: a shifted axis would make the bars' lengths a lie. Default "paper".
   */
  paperName?: string;
}

interface Placed extends IntervalRow {
  /** Centre of the bar; the names stand at 0, 1, 2, ... */
  x: number;
}

/** Share of the room of a name that its bars take. */
const filled = 0.65;

/**
 * Bars with their intervals, in the order of the rows.
 *
 * @throws PlotError when only one end of an interval is given or the value lies outside it.
 */
export function barsWithIntervals(rows: readonly IntervalRow[], options: BarsWithIntervalsOptions = {}): Figure {
  const { title, xTitle, yTitle, references = [], paperName = "paper" } = options;
  const groups = [...new Set(rows.map((row) => row.group))];
  const names = [...new Set(rows.map((row) => row.name))];
  const width = filled / Math.max(1, groups.length);
  const placed = rows.map((row): Placed => {
    const offset = (groups.indexOf(row.group) - (groups.length - 1) / 2) * width;
    return { ...row, x: names.indexOf(row.name) + offset };
  });
  const data = groups.map((group, i) =>
    bars(
      placed.filter((row) => row.group === group),
      i,
      width,
    ),
  );
  const papers = placed.filter(({ paper }) => paper !== undefined);
  const lines = referenceLines(references);
  const keys = groups.filter((group) => group !== undefined).length + references.length + (papers.length > 0 ? 1 : 0);
  return new Figure({
    data: [
      ...data,
      ...seeds(placed, width),
      ...(papers.length > 0 ? [paperMarks(papers, paperName), legendKey(paperName, "diamond-open")] : []),
      ...lines.traces,
    ],
    layout: {
      title,
      xaxis: {
        title: xTitle,
        tickmode: "array",
        tickvals: names.map((_, i) => i),
        ticktext: names,
        range: [-0.5, names.length - 0.5],
        showgrid: false,
        ticks: "",
      },
      yaxis: { title: yTitle, rangemode: "tozero" },
      barmode: "overlay",
      showlegend: keys > 0 && groups.length + keys > 1,
      ...lines.layout,
    },
  });
}

function bars(rows: readonly Placed[], index: number, width: number): Trace {
  const points = rows.map((row): MeasuredPoint => ({ ...row, y: row.value }));
  const { group } = rows[0];
  return {
    type: "bar",
    name: group ?? "value",
    legendgroup: group ?? "value",
    // A colour that stands for nothing needs no key.
    showlegend: group !== undefined,
    x: rows.map(({ x }) => x),
    y: rows.map(({ value }) => value),
    width,
    marker: { color: role.series(index) },
    hovertext: rows.map(
      ({ name }, i) => `<b>${name}</b>${group === undefined ? "" : `, ${group}`}<br>${hoverText(points[i])}`,
    ),
    hovertemplate: "%{hovertext}<extra></extra>",
    error_y: errorBars((i) => `barsWithIntervals: "${rows[i].name}"`, points, role.ink),
  };
}

/** Single seeds, beside the interval: over the left part of their bar in the order in which they are given. */
function seeds(rows: readonly Placed[], width: number): Trace[] {
  const points = rows.flatMap(({ x, seeds: values = [] }) =>
    values.map((y, i) => ({ x: x + (((i + 0.5) / values.length) * 0.32 - 0.44) * width, y })),
  );
  if (points.length === 0) return [];
  return [
    {
      type: "scatter",
      mode: "markers",
      x: points.map(({ x }) => x),
      y: points.map(({ y }) => y),
      marker: { color: role.page, size: 6, line: { color: role.ink, width: 1 } },
      opacity: 0.6,
      hoverinfo: "skip",
      showlegend: false,
    },
  ];
}

function paperMarks(rows: readonly Placed[], name: string): Trace {
  return {
    type: "scatter",
    mode: "markers",
    name,
    legendgroup: name,
    showlegend: false,
    x: rows.map(({ x }) => x),
    y: rows.map(({ paper }) => paper),
    hovertext: rows.map((row) => `<b>${row.name}</b>, ${name}<br>${shortNumber(row.paper ?? NaN)}`),
    hovertemplate: "%{hovertext}<extra></extra>",
    marker: { color: role.ink, symbol: "diamond-open", size: 11, line: { width: 2 } },
  };
}
