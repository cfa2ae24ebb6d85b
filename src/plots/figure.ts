import { inspect } from "node:util";
import { displayHost, type MimeBundle } from "../report/displayHost";
import { displaySymbol, type Displayable } from "../report/displayable";
import type { FigureSpec, Layout, Trace } from "./figureSpec";
import { plainJson } from "./plainJson";
import { PlotError } from "./plotError";
import { renderPng, warmUpRenderer, type PngOptions } from "./png/renderPng";
import { painted } from "./theme/role";
import { template } from "./theme/template";
import { currentTheme, type ThemeName } from "./theme/themeName";
import { titled } from "./titled";

const size = { width: 700, height: 420 };

// a notebook that imports figures will show one
if (displayHost()) warmUpRenderer();

export interface FigureInput {
  data: readonly Trace[];
  /** Over the theme, 700 x 420 pixels by default. */
  layout?: Layout;
  /** Plotly's display options. */
  config?: Record<string, unknown>;
  /** Default: that of `setTheme`, else of CONTRASTBOOK_THEME, else light. */
  theme?: ThemeName;
}

/**
 * A plotly figure that shows itself: interactive where the notebook can draw plotly, a picture anywhere else
 * (a repository's web page, an exported document).
 */
export class Figure implements Displayable {
  readonly data: Trace[];
  readonly layout: Layout;
  readonly config: Record<string, unknown>;
  /** As given, its colours still named by what they stand for. */
  private readonly unpainted: FigureInput;

  /**
   * @param input - typed arrays are accepted wherever plotly wants an array; the figure keeps a copy.
   * @throws PlotError when a member cannot be written as JSON, for instance a tensor.
   */
  constructor({ data, layout, config, theme = currentTheme() }: FigureInput) {
    if (!Array.isArray(data)) {
      throw new PlotError(`figure: data is ${typeof data}; it must be an array of traces`);
    }
    const plain = { data: plainJson(data, "data") as Trace[], layout: plainJson(layout ?? {}, "layout") as Layout };
    this.config = plainJson({ displaylogo: false, ...config }, "config") as Record<string, unknown>;
    this.unpainted = { ...plain, config: this.config };
    this.data = painted(plain.data, theme) as Trace[];
    this.layout = titled({ template: template(theme), ...size, ...(painted(plain.layout, theme) as Layout) });
  }

  /** The same figure on a light or a dark page: `lossCurve(series).withTheme("dark")`. */
  withTheme(theme: ThemeName): Figure {
    return new Figure({ ...this.unpainted, theme });
  }

  /** The figure as plain data, as `application/vnd.plotly.v1+json` wants it. */
  toJSON(): FigureSpec {
    return { data: this.data, layout: this.layout, config: this.config };
  }

  /**
   * The figure as a PNG picture, drawn in a helper process.
   *
   * @param options - `scale`: pixels per layout pixel, above 0 and at most 4; default 1.
   * @throws PlotError when a trace needs WebGL or the renderer fails or takes too long.
   * @cost 1-2 s for the first picture of a process (a notebook starts the helper when it imports this), then 0.1-0.6 s; the event loop stays free.
   */
  async toPng(options: PngOptions = {}): Promise<Uint8Array> {
    return renderPng(this.toJSON(), options);
  }

  /** The bundle of {@link toBundle}: notebooks call this for the value of a cell. */
  async [displaySymbol](): Promise<MimeBundle> {
    return this.toBundle();
  }

  /**
   * Plotly JSON, PNG and a line of text: never `text/html`, which exporters would prefer to the picture. A picture
   * that fails is left out with a warning, because the interactive figure is still good.
   */
  async toBundle(): Promise<MimeBundle> {
    const bundle: MimeBundle = { "application/vnd.plotly.v1+json": this.toJSON(), "text/plain": this.toString() };
    try {
      bundle["image/png"] = Buffer.from(await this.toPng()).toString("base64");
    } catch (error) {
      if (!(error instanceof PlotError)) throw error;
      console.warn(`the picture of this figure is left out: ${error.message}`);
    }
    return bundle;
  }

  /** Within arrays and objects, and in `console.log`, a figure is its line. */
  [inspect.custom](): string {
    return this.toString();
  }

  /** One line: `Figure(scatter, scatter: "Loss")`. */
  toString(): string {
    const types = this.data.map((trace) => trace.type ?? "scatter").join(", ");
    const text = (this.layout.title as { text?: unknown } | undefined)?.text;
    return typeof text === "string" ? `Figure(${types}: ${JSON.stringify(text)})` : `Figure(${types})`;
  }
}

/** A {@link Figure} of these traces: `figure([{ y: losses }], { title: "Loss" })`. */
export function figure(data: readonly Trace[], layout: Layout = {}): Figure {
  return new Figure({ data, layout });
}
