import { Figure } from "../figure";
import type { Layout, Trace } from "../figureSpec";
import { panel, type PanelContent } from "./panel";
import { panelGrid } from "./panelGrid";

/** A figure of panels with one legend below them, so that a name has one colour in all of them. */
export function panels(who: string, contents: readonly PanelContent[], title?: string): Figure {
  const grid = panelGrid(
    contents.length,
    contents.some(({ paper }) => paper?.axis !== undefined),
  );
  const named = new Set<string>();
  const series = [...new Set(contents.flatMap(({ curves }) => curves.map(({ name }) => name)))];
  const traces: Trace[] = [];
  const axes: Layout = {};
  contents.forEach((content, index) => {
    const place = { who, index, count: contents.length, domain: grid.domains[index], pixels: grid.axis, named, series };
    const drawn = panel(content, place);
    traces.push(...drawn.traces);
    Object.assign(axes, drawn.layout);
  });
  const { width, height } = grid;
  const legend = { orientation: "h", x: 0, xanchor: "left", y: 0, yanchor: "bottom", yref: "container" };
  return new Figure({ data: traces, layout: { title, width, height, legend, showlegend: named.size > 1, ...axes } });
}
