import type { Layout, Trace } from "../figureSpec";
import { themeColours } from "./themeColours";
import type { ThemeName } from "./themeName";

/**
 * The one visual language of the figures, as a plotly template: a layout or trace attribute set by a figure wins.
 * The background is an opaque card, so that a figure of either theme reads in light and dark notebooks, on a
 * repository's web page and in print.
 */
export function template(theme: ThemeName): { layout: Layout; data: Record<string, Trace[]> } {
  const { page, ink, axis: line, grid, series } = themeColours[theme];
  const axis = {
    gridcolor: grid,
    linecolor: line,
    tickcolor: line,
    showline: true,
    zeroline: false,
    ticks: "outside",
    automargin: true,
  };
  return {
    layout: {
      colorway: [...series],
      font: { family: "DejaVu Sans, Verdana, sans-serif", size: 12, color: ink },
      title: { x: 0.02, xanchor: "left", font: { size: 15 } },
      paper_bgcolor: page,
      plot_bgcolor: page,
      margin: { l: 60, r: 24, t: 52, b: 52 },
      xaxis: axis,
      yaxis: axis,
      legend: { bgcolor: "rgba(0,0,0,0)", font: { size: 11 } },
      hoverlabel: { bgcolor: page, bordercolor: line, font: { size: 12, color: ink } },
    },
    data: {
      heatmap: [{ colorscale: "Viridis", colorbar: { outlinewidth: 0, thickness: 16 } }],
      scatter: [{ line: { width: 2 } }],
    },
  };
}
