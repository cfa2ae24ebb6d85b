import type { Trace } from "../figureSpec";
import { PlotError } from "../plotError";
import { role } from "../theme/role";
import type { PaperValues } from "./paperValues";
import { shortNumber } from "./shortNumber";

export interface PaperStyle {
  who: string;
  xaxis: string;
  yaxis: string;
  /** Names of the curves of all panels, whose colours the diamonds take. */
  series: readonly string[];
  ordered: boolean;
}

/**
 * A trace of open diamonds for each series that the paper has values of; those without a series are drawn in ink.
 *
 * @throws PlotError `scalingCurves: the paper's values name series "none"; there are "l2"`
 */
export function paperTraces(paper: PaperValues, { who, xaxis, yaxis, series, ordered }: PaperStyle): Trace[] {
  const { points, name = "paper" } = paper;
  return [...new Set(points.map((point) => point.series))].map((one): Trace => {
    const index = one === undefined ? -1 : series.indexOf(one);
    if (one !== undefined && index < 0) {
      const known = series.map((known) => `"${known}"`).join(", ");
      throw new PlotError(`${who}: the paper's values name series "${one}"; there are ${known}`);
    }
    const own = points.filter((point) => point.series === one);
    const color = one === undefined ? role.ink : role.series(index);
    return {
      type: "scatter",
      mode: "markers",
      xaxis,
      yaxis,
      name,
      legendgroup: name,
      showlegend: false,
      x: own.map(({ x }) => (ordered ? String(x) : x)),
      y: own.map(({ y }) => y),
      text: own.map(({ y }) => shortNumber(y)),
      hovertemplate: `<b>${name}</b>${one === undefined ? "" : `: ${one}`}, %{x}<br>%{text}<extra></extra>`,
      marker: { color, symbol: "diamond-open", size: 10, line: { width: 2 } },
    };
  });
}
