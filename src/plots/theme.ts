import type { Layout, Trace } from "./figureSpec";

/**
 * Okabe and Ito's colours, told apart by readers with any of the frequent colour-vision deficiencies; the order
 * puts the ones that are strongest on white first. For lines and bars.
 */
export const palette = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#6B6B6B", "#000000"];

/** Paul Tol's "muted" colours and a grey: ten classes that stay apart, for clouds of points. */
export const classPalette = [
  "#332288",
  "#88CCEE",
  "#117733",
  "#DDCC77",
  "#CC6677",
  "#882255",
  "#44AA99",
  "#999933",
  "#AA4499",
  "#777777",
];

const ink = "#2B2B2B";
const grid = "#E6E6E6";
const axis = {
  gridcolor: grid,
  linecolor: "#8A8A8A",
  showline: true,
  zeroline: false,
  ticks: "outside",
  automargin: true,
};

/**
 * The one visual language of the figures, as a plotly template: a layout or trace attribute set by a figure wins.
 * The background is an opaque white card, which reads in light and dark notebooks and on a printed page alike.
 */
export const theme: { layout: Layout; data: Record<string, Trace[]> } = {
  layout: {
    colorway: palette,
    font: { family: "DejaVu Sans, Verdana, sans-serif", size: 12, color: ink },
    title: { x: 0.02, xanchor: "left", font: { size: 15 } },
    paper_bgcolor: "#FFFFFF",
    plot_bgcolor: "#FFFFFF",
    margin: { l: 60, r: 24, t: 52, b: 52 },
    xaxis: axis,
    yaxis: axis,
    legend: { bgcolor: "rgba(255,255,255,0.8)", font: { size: 11 } },
    hoverlabel: { font: { size: 12 } },
  },
  data: {
    heatmap: [{ colorscale: "Viridis", colorbar: { outlinewidth: 0, thickness: 16 } }],
    scatter: [{ line: { width: 2 } }],
  },
};
