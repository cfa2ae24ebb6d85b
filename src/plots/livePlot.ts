import { randomUUID } from "node:crypto";
import { displayHost, type MimeBundle } from "../report/displayHost";
import type { Figure } from "./figure";
import { PlotError } from "./plotError";

export interface LivePlotOptions {
  /** Shortest time between two pictures. Default 500 ms. */
  minIntervalMs?: number;
  /** Largest share of the time that drawing may take, so that it does not slow the training. Default 0.2. */
  maxDuty?: number;
}

/**
 * A figure that changes in place while a cell runs: pictures on the way, the interactive figure at the end (a
 * notebook does not redraw an interactive one in place). Pictures are drawn in another process; what comes faster
 * than they are drawn is skipped. Outside a notebook nothing happens. When the cell fails or is interrupted, the
 * interactive figure of the last update appears all the same. The loop must give way to the event loop now
 * and then (await a timer or the next batch), or only the last picture appears.
 *
 * ```ts
 * const live = new LivePlot();
 * for (...) { losses.push(...); live.update(() => lossCurve([{ name: "loss", y: losses }])); }
 * await live.finish();
 * ```
 */
export class LivePlot {
  private readonly host = displayHost();
  private readonly displayId = randomUUID();
  private readonly minIntervalMs: number;
  private readonly maxDuty: number;
  private latest: (() => Figure) | undefined;
  private stale = false;
  private shown = false;
  private finished = false;
  private drawing: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** @throws PlotError when `minIntervalMs` is negative or `maxDuty` is not in (0, 1]. */
  constructor({ minIntervalMs = 500, maxDuty = 0.2 }: LivePlotOptions = {}) {
    if (!(minIntervalMs >= 0))
      throw new PlotError(`LivePlot: minIntervalMs is ${minIntervalMs}; it must be at least 0`);
    if (!(maxDuty > 0 && maxDuty <= 1)) {
      throw new PlotError(`LivePlot: maxDuty is ${maxDuty}; it must be above 0 and at most 1`);
    }
    this.minIntervalMs = minIntervalMs;
    this.maxDuty = maxDuty;
    this.host?.onCellEnd?.((failed) => {
      if (failed) void this.endEarly();
    });
  }

  /**
   * Shows the figure as it is now, or soon. Returns at once.
   *
   * @param figure - the figure, or a function that makes it: that is called only when it will be drawn.
   */
  update(figure: Figure | (() => Figure)): void {
    if (!this.host || this.finished) return;
    this.latest = typeof figure === "function" ? figure : () => figure;
    this.stale = true;
    this.drawSoon();
  }

  /** Replaces the pictures by the interactive figure: of `figure`, or of the last update. Await it in the cell. */
  async finish(figure?: Figure | (() => Figure)): Promise<void> {
    if (figure) this.update(figure);
    this.finished = true;
    clearTimeout(this.timer);
    await this.drawing;
    if (!this.host || !this.latest) return;
    this.publish(await this.latest().toBundle());
  }

  /** The cell failed and will not finish this. */
  private async endEarly(): Promise<void> {
    if (this.finished) return;
    try {
      await this.finish();
    } catch {
      // the reader has the error of the cell; the last picture stays
    }
  }

  private drawSoon(): void {
    if (this.drawing || this.timer || this.finished || !this.stale) return;
    const started = Date.now();
    this.drawing = this.draw().then(() => {
      const took = Date.now() - started;
      this.drawing = undefined;
      const pauseMs = Math.max(this.minIntervalMs - took, took / this.maxDuty - took);
      this.timer = setTimeout(() => {
        this.timer = undefined;
        this.drawSoon();
      }, pauseMs).unref();
    });
  }

  /** One picture. One that fails is skipped: `finish` makes the figure once more and reports what is wrong. */
  private async draw(): Promise<void> {
    this.stale = false;
    try {
      const figure = this.latest?.();
      if (!figure) return;
      const png = Buffer.from(await figure.toPng()).toString("base64");
      this.publish({ "image/png": png, "text/plain": figure.toString() });
    } catch {
      return;
    }
  }

  private publish(bundle: MimeBundle): void {
    this.host?.publish(bundle, { displayId: this.displayId, update: this.shown });
    this.shown = true;
  }
}

/** Shows a figure that {@link LivePlot.update} then changes in place. */
export function liveFigure(figure: Figure | (() => Figure), options: LivePlotOptions = {}): LivePlot {
  const live = new LivePlot(options);
  live.update(figure);
  return live;
}
