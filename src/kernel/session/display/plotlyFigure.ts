import type { MimeBundle } from "../../../report/displayHost";

/** What plotly.js takes as a figure, in a plain object. */
interface PlotlyFigure {
  data: { type?: unknown }[];
  layout: object;
}

const members = new Set(["data", "layout", "config", "frames"]);
/** What tells a trace from any other object. */
const traceMembers = ["type", "x", "y", "z", "values", "lat", "r"];

/** Whether a plain object is a figure and nothing but a figure: `{ data: [traces], layout }`. */
export function isPlotlyFigure(value: object): value is PlotlyFigure {
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  if (!("data" in value && "layout" in value) || Object.keys(value).some((name) => !members.has(name))) return false;
  const { data, layout } = value;
  return Array.isArray(data) && data.length > 0 && data.every(isTrace) && typeof layout === "object" && layout !== null;
}

function isTrace(trace: unknown): boolean {
  return typeof trace === "object" && trace !== null && traceMembers.some((name) => name in trace);
}

/** The interactive figure, its typed arrays as plain ones. A picture needs `figure(data, layout)` of the workbook. */
export function plotlyBundle(figure: PlotlyFigure): MimeBundle {
  const plain = JSON.parse(JSON.stringify(figure, withPlainArrays)) as object;
  const types = figure.data.map(({ type }) => (typeof type === "string" ? type : "scatter"));
  return { "application/vnd.plotly.v1+json": plain, "text/plain": `plotly figure (${types.join(", ")})` };
}

function withPlainArrays(_: string, value: unknown): unknown {
  if (!ArrayBuffer.isView(value) || value instanceof DataView) return value;
  return Array.from(value as unknown as ArrayLike<number | bigint>, Number);
}
