import type { Layout, Trace } from "./figureSpec";

/** A known value to compare with: chance level, the paper's number, the true mutual information. */
export interface Reference {
  name: string;
  y: number;
}

/**
 * Dashed horizontal lines over the whole width, named in the legend. They stand on a hidden second x axis, so that
 * they never stretch the first.
 */
export function referenceLines(references: readonly Reference[]): { traces: Trace[]; layout: Layout } {
  if (references.length === 0) return { traces: [], layout: {} };
  const traces = references.map(({ name, y }, i): Trace => {
    const line = { color: "#6B6B6B", width: 1.5, dash: dashes[i % dashes.length] };
    return { type: "scatter", mode: "lines", name, x: [0, 1], y: [y, y], xaxis: "x2", line, hoverinfo: "name+y" };
  });
  return { traces, layout: { xaxis2: { overlaying: "x", range: [0, 1], visible: false, fixedrange: true } } };
}

const dashes = ["dash", "dot", "dashdot"];
