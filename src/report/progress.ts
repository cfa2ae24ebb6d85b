import { displayHost } from "./displayHost";
import type { Metrics } from "./progress/bar";
import { Board } from "./progress/board";
import { currentBoard } from "./progress/currentBoard";
import { lineSurface } from "./progress/lineSurface";

/** How long work shows how far it is. Training takes one; a caller may pass its own. */
export interface Progress {
  /** `done` units are done; `metrics` are the latest values to show. Cheap: most calls draw nothing. */
  update(done: number, metrics?: Record<string, number | string>): void;
  /** The last line, which stays. Call it also when the work ends early: it says how far the work came. */
  finish(): void;
}

/** What {@link progress} returns. */
export interface ProgressBar extends Progress {
  /** `by` more units are done. Default 1. */
  advance(by?: number, metrics?: Record<string, number | string>): void;
}

export interface ProgressOptions {
  /** Units of the whole work. Default: unknown, so that neither share nor remaining time is shown. */
  total?: number;
  /** What the work is. Default: nothing is said. */
  label?: string;
  /** What is counted, in the plural. Default "steps". */
  unit?: string;
  /**
   * Whether the last line stays while work around this one goes on. Default: true for the outermost, false for a bar
   * that begins while another goes on.
   */
  leave?: boolean;
  /** Seconds that the rest will take, where the caller knows it better; undefined while nobody does. Default: by the rate. */
  secondsLeft?: () => number | undefined;
  /** Milliseconds, rising. Default `performance.now`. */
  now?: () => number;
  /** Takes a line every 5 seconds where no notebook listens. Default: stderr. */
  write?: (line: string) => void;
}

/**
 * A progress bar: the share, units done, time spent and left, the rate and the latest metrics.
 *
 * In a notebook all bars of a cell that are at work share one display, updated at most 5 times a second and ending as
 * static lines. In a terminal they are lines that are written over; in a log a line at most every 5 seconds, and none
 * for shorter work. A bar that is not finished when its cell ends says how far it came.
 *
 * @cost under 1 µs an update that draws nothing.
 */
export function progress(options: ProgressOptions = {}): ProgressBar {
  return openBar(options);
}

/** What `track` needs of a bar besides. */
export interface OpenBar extends ProgressBar {
  show(metrics: Metrics): void;
  /** Ends it: only the loop knows whether it was complete. */
  end(complete: boolean): void;
}

/** Opens a bar; see {@link progress}. */
export function openBar(options: ProgressOptions): OpenBar {
  const { label = "", unit = "steps", total, leave, secondsLeft, now = () => performance.now(), write } = options;
  // a notebook is always told; a caller's own way of writing is for where there is none
  const board = write && !displayHost() ? new Board(lineSurface(write)) : currentBoard(now);
  const bar = board.open({ label, unit, total, leave, secondsLeft }, now());
  const update = (done: number, metrics: Metrics = {}): void => board.update(bar, done, metrics, now());
  return {
    update,
    advance: (by = 1, metrics) => update(bar.done + by, metrics ?? bar.metrics),
    show: (metrics) => update(bar.done, metrics),
    finish: () => board.end(bar, total === undefined || bar.done >= total, now()),
    end: (complete) => board.end(bar, complete, now()),
  };
}
