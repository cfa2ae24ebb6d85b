import type { Trace } from "../figureSpec";
import { role } from "../theme/role";

/** An entry of the legend for a mark that comes in several colours: drawn in ink, it has no place in the plot. */
export function legendKey(name: string, symbol: string, axes: { xaxis?: string; yaxis?: string } = {}): Trace {
  const marker = { color: role.ink, symbol, size: 10, line: { width: 2 } };
  return { type: "scatter", mode: "markers", ...axes, name, legendgroup: name, x: [null], y: [null], marker };
}
