import { axisKey, axisName } from "./curves/axisName";
import { Figure } from "./figure";
import type { Layout, Trace } from "./figureSpec";
import { role } from "./theme/role";

/** Histograms that stand side by side under one heading. */
export interface HistogramGroup {
  heading: string;
  /** A row of panels for each name; shares of bins of equal width over [0, 1]. All rows and groups have as many panels. */
  rows: readonly (readonly ArrayLike<number>[])[];
}

export interface HistogramGridOptions {
  title?: string;
  /** What each row is of. */
  names: readonly string[];
  /** Below the panels of each group. */
  xTitle?: string;
  /** Where higher bars are cut, a share: a few high ones would leave nothing to see of the others. Default: nowhere. */
  highest?: number;
}

/** Pixels: the figure, around the panels, and between panels, groups and rows. */
const width = 980;
const margin = { l: 74, r: 20, t: 84, b: 58 };
const gaps = { panel: 8, group: 34, row: 18 };
const panelHeight = 116;

/** Many small histograms, a colour for each row, all on the same axes so that they compare. */
export function histogramGrid(groups: readonly HistogramGroup[], options: HistogramGridOptions): Figure {
  const { title, names, xTitle, highest = 1 } = options;
  const perGroup = groups[0].rows[0].length;
  const columns = groups.length * perGroup;
  const inner = {
    x: width - margin.l - margin.r,
    y: names.length * panelHeight + (names.length - 1) * gaps.row,
  };
  const panelWidth = (inner.x - (columns - groups.length) * gaps.panel - (groups.length - 1) * gaps.group) / columns;
  const left = (column: number): number =>
    column * (panelWidth + gaps.panel) + Math.floor(column / perGroup) * (gaps.group - gaps.panel);
  const top = (row: number): number => inner.y - row * (panelHeight + gaps.row);
  const all = groups.flatMap(({ rows }) => rows.flatMap((panels) => panels.map((shares) => Array.from(shares))));
  const range = [0, Math.min(highest, 1.05 * Math.max(...all.flat()))];

  const traces: Trace[] = [];
  const axes: Layout = {};
  groups.forEach(({ rows, heading }, g) =>
    rows.forEach((panels, row) =>
      panels.forEach((shares, panel) => {
        const column = g * perGroup + panel;
        const n = row * columns + column + 1;
        const [x, y] = [axisName("x", n), axisName("y", n)];
        traces.push(bars(Array.from(shares), `${names[row]}, ${heading}`, { row, axes: { xaxis: x, yaxis: y } }));
        axes[axisKey("x", n)] = {
          domain: [left(column) / inner.x, (left(column) + panelWidth) / inner.x],
          anchor: y,
          range: [0, 1],
          tickvals: [0, 0.5, 1],
          // A 1 would touch the neighbour's 0.
          ticktext: ["0", "½", panel === perGroup - 1 ? "1" : ""],
          showticklabels: row === names.length - 1,
          showgrid: false,
        };
        axes[axisKey("y", n)] = {
          title: column === 0 ? { text: names[row], standoff: 8 } : undefined,
          domain: [(top(row) - panelHeight) / inner.y, top(row) / inner.y],
          anchor: x,
          range,
          nticks: 4,
          tickformat: ".0%",
          showticklabels: column === 0,
        };
      }),
    ),
  );
  const annotations = groups.flatMap(({ heading }, g) => {
    const [from, to] = [left(g * perGroup), left((g + 1) * perGroup - 1) + panelWidth].map((at) => at / inner.x);
    const common = { xref: "paper", yref: "paper", showarrow: false };
    const below = { ...common, x: (from + to) / 2, xanchor: "center", y: 0, yanchor: "top", yshift: -26, text: xTitle };
    const above = {
      ...common,
      x: from,
      xanchor: "left",
      y: 1,
      yanchor: "bottom",
      yshift: 4,
      text: `<b>${heading}</b>`,
    };
    return xTitle === undefined ? [above] : [above, below];
  });
  return new Figure({
    data: traces,
    layout: {
      title,
      ...{ width, height: inner.y + margin.t + margin.b, margin },
      ...{ annotations, bargap: 0, showlegend: false },
      ...axes,
    },
  });
}

function bars(shares: readonly number[], name: string, { row, axes }: { row: number; axes: object }): Trace {
  const bin = 1 / shares.length;
  return {
    type: "bar",
    ...axes,
    name,
    x: shares.map((_, i) => (i + 0.5) * bin),
    y: shares,
    width: bin,
    marker: { color: role.series(row), line: { width: 0 } },
    hovertemplate: "%{x:.2f}: %{y:.1%}<extra>%{fullData.name}</extra>",
  };
}
