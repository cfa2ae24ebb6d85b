/**
 * One plotly trace. The frequent attributes are named so that an editor completes them; every other attribute of
 * plotly's reference may be given too. Declared here, and not taken from `@types/plotly.js`, because those
 * declarations need a newer TypeScript than the one that compiles notebook cells.
 */
export interface Trace {
  /** Kind of trace: "scatter" (the default), "bar", "heatmap", "image", "histogram", "box", ... */
  type?: string;
  name?: string;
  x?: unknown;
  y?: unknown;
  z?: unknown;
  /** For scatter: "lines", "markers", "lines+markers", "text". */
  mode?: string;
  text?: unknown;
  hovertemplate?: string | string[];
  line?: object;
  marker?: object;
  error_y?: object;
  colorscale?: unknown;
  colorbar?: object;
  showlegend?: boolean | boolean[];
  visible?: boolean | "legendonly";
  opacity?: number;
  [attribute: string]: unknown;
}

/** A plotly layout; see {@link Trace} for why it is declared here. */
export interface Layout {
  title?: string | object;
  /** Pixels. Default 700. */
  width?: number;
  /** Pixels. Default 420. */
  height?: number;
  xaxis?: object;
  yaxis?: object;
  legend?: object;
  margin?: object;
  showlegend?: boolean;
  barmode?: string;
  shapes?: object[];
  annotations?: object[];
  images?: object[];
  [attribute: string]: unknown;
}

/** A whole plotly figure as plain data: what travels to the notebook and to the PNG renderer. */
export interface FigureSpec {
  data: Trace[];
  layout: Layout;
  config: Record<string, unknown>;
}
