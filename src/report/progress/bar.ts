import { SmoothedRate } from "./smoothedRate";

export type Metrics = Record<string, number | string>;

export interface BarOptions {
  label: string;
  unit: string;
  total: number | undefined;
  /** Whether the last line stays when another bar goes on around this one. */
  leave: boolean | undefined;
  /** Instead of what the rate says. */
  secondsLeft?: (() => number | undefined) | undefined;
}

/** How far one piece of work is. Times are in milliseconds, of whatever clock the caller has. */
export class Bar {
  done = 0;
  metrics: Metrics = {};
  ended: { at: number; complete: boolean } | undefined;
  readonly #rate = new SmoothedRate();
  #sampled: { at: number; done: number };

  constructor(
    readonly options: BarOptions,
    readonly startedAt: number,
  ) {
    this.#sampled = { at: startedAt, done: 0 };
  }

  /** Looks at the clock, for the rate; call it before the bar is drawn. */
  sample(now: number): void {
    const { at, done } = this.#sampled;
    if (this.done === done || now <= at) return;
    this.#rate.add(this.done - done, (now - at) / 1000);
    this.#sampled = { at: now, done: this.done };
  }

  /** From 0 to 1; undefined without a total. */
  get share(): number | undefined {
    const { total } = this.options;
    return total === undefined ? undefined : total > 0 ? Math.min(1, Math.max(0, this.done / total)) : 1;
  }

  /** Units a second, of late. */
  get rate(): number | undefined {
    return this.#rate.perSecond;
  }

  /** Seconds that the rest will take at the present rate; undefined when that cannot be said. */
  secondsLeft(now: number): number | undefined {
    const { total, secondsLeft } = this.options;
    if (secondsLeft) return secondsLeft();
    if (total === undefined || this.rate === undefined) return undefined;
    return Math.max(0, (total - this.done) / this.rate - (now - this.#sampled.at) / 1000);
  }
}
