import { axisKey, axisName } from "./curves/axisName";
import type { Layout, Trace } from "./figureSpec";
import { role } from "./theme/role";

/** A known value to compare with: chance level, the paper's number, the true mutual information. */
export interface Reference {
  name: string;
  y: number;
}

/**
 * Dashed horizontal lines over the whole width, named in the legend. They stand on a hidden second x axis, so that
 * they never stretch the first.
 *
 * @param axes - numbers of the axes they lie on, and of the hidden one. Default: the first ones, and x2.
 */
export function referenceLines(
  references: readonly Reference[],
  axes = { x: 1, y: 1, hidden: 2 },
): { traces: Trace[]; layout: Layout } {
  if (references.length === 0) return { traces: [], layout: {} };
  const [xaxis, yaxis] = [axisName("x", axes.hidden), axisName("y", axes.y)];
  const traces = references.map(({ name, y }, i): Trace => {
    const line = { color: role.faint, width: 1.5, dash: dashes[i % dashes.length] };
    return { type: "scatter", mode: "lines", name, x: [0, 1], y: [y, y], xaxis, yaxis, line, hoverinfo: "name+y" };
  });
  const hidden = { overlaying: axisName("x", axes.x), range: [0, 1], visible: false, fixedrange: true };
  return { traces, layout: { [axisKey("x", axes.hidden)]: hidden } };
}

const dashes = ["dash", "dot", "dashdot"];
