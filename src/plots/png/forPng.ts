import type { FigureSpec, Trace } from "../figureSpec";
import { PlotError } from "../plotError";

/** Traces drawn by WebGL, which the renderer lacks, and the SVG trace that looks the same. */
const svgTwins: Record<string, string> = { scattergl: "scatter", scatterpolargl: "scatterpolar" };

const webglOnly = /3d$|^(surface|volume|isosurface|cone|streamtube|splom|parcoords)$|map$|mapbox$/;
const svgMaps = new Set(["heatmap", "treemap"]);

/**
 * The figure as the PNG renderer can draw it.
 *
 * @throws PlotError for a trace type that only WebGL or map tiles can draw.
 */
export function forPng({ data, layout }: FigureSpec): Pick<FigureSpec, "data" | "layout"> {
  return { data: data.map(svgTrace), layout: { ...layout, autosize: false } };
}

function svgTrace(trace: Trace, i: number): Trace {
  const type = trace.type ?? "scatter";
  if (webglOnly.test(type) && !svgMaps.has(type)) {
    throw new PlotError(`figure: data[${i}] is a ${type}, which needs WebGL or map tiles; it has no PNG form`);
  }
  return type in svgTwins ? { ...trace, type: svgTwins[type] } : trace;
}
