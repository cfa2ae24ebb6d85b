import { Bar, type BarOptions, type Metrics } from "./bar";
import type { Surface } from "./surface";

/** Of bars that ended inside a longer one the last are kept in sight. */
const maxKept = 20;

/** The bars that are drawn together: an outer one and those that come and go inside it. */
export class Board {
  readonly #surface: Surface;
  #bars: Bar[] = [];
  #drawnAt = -Infinity;
  #drawn = false;
  #closed = false;

  constructor(surface: Surface) {
    this.#surface = surface;
  }

  /** Whether work on it goes on; one without is closed, and what begins then gets a board of its own. */
  get alive(): boolean {
    return this.#bars.some(({ ended }) => !ended);
  }

  open(options: BarOptions, now: number): Bar {
    const bar = new Bar({ ...options, leave: options.leave ?? !this.alive }, now);
    this.#bars.push(bar);
    this.#closed = false;
    if (this.#bars.length === 1 && this.#surface.patient) this.#drawnAt = now;
    else this.#drawIfDue(now);
    return bar;
  }

  update(bar: Bar, done: number, metrics: Metrics, now: number): void {
    bar.done = done;
    bar.metrics = metrics;
    // work that goes on in the background, after its cell has ended
    if (bar.ended?.complete === false && now - this.#drawnAt >= this.#surface.intervalMs) this.#revive(bar);
    if (!bar.ended) this.#drawIfDue(now);
  }

  end(bar: Bar, complete: boolean, now: number): void {
    if (bar.ended?.complete) return;
    bar.ended = { at: now, complete };
    if (this.alive) {
      if (!bar.options.leave) this.#bars = this.#bars.filter((other) => other !== bar);
      const kept = this.#bars.filter(({ ended }) => ended);
      if (kept.length > maxKept) this.#bars = this.#bars.filter((other) => other !== kept[0]);
      this.#drawIfDue(now);
    } else this.#close(now);
  }

  /** Whatever goes on here was not finished: its cell, or the program, has ended. */
  stop(now: number): void {
    for (const bar of this.#bars.filter(({ ended }) => !ended).reverse()) this.end(bar, false, now);
    // an interrupt may have cut off the last drawing
    if (!this.#closed) this.#close(now);
  }

  /** Makes room for other lines; the next drawing stands below them. */
  clear(): void {
    this.#surface.clear?.();
    this.#drawnAt = -Infinity;
  }

  #close(now: number): void {
    this.#surface.close(
      this.#bars.filter(({ options }, at) => at === 0 || options.leave),
      now,
      this.#drawn,
    );
    this.#drawnAt = now;
    this.#drawn = this.#closed = true;
  }

  #revive(bar: Bar): void {
    bar.ended = undefined;
    this.#closed = false;
    if (!this.#bars.includes(bar)) this.#bars.push(bar);
  }

  #drawIfDue(now: number): void {
    if (now - this.#drawnAt < this.#surface.intervalMs) return;
    for (const bar of this.#bars) if (!bar.ended) bar.sample(now);
    this.#surface.draw(this.#bars, now);
    this.#drawnAt = now;
    this.#drawn = true;
  }
}
