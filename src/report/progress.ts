import { displayHost } from "./displayHost";

/** How long work shows how far it is. Training takes one; a caller may pass its own. */
export interface Progress {
  /** `done` of `total` units are done; `metrics` are the latest values to show. Cheap: most calls draw nothing. */
  update(done: number, metrics?: Record<string, number>): void;
  /** The last line, which stays. Without it the display keeps its latest update. */
  finish(): void;
}

export interface ProgressOptions {
  /** Units of the whole work. */
  total: number;
  label: string;
  /** What is counted, in the plural. Default "steps". */
  unit?: string;
  /** Milliseconds, rising. Default `performance.now`. */
  now?: () => number;
  /** Takes a line where no notebook listens. Default stderr. */
  write?: (line: string) => void;
}

const notebookIntervalMs = 200;
const terminalIntervalMs = 5000;
let displays = 0;

/**
 * A progress line: a bar, the rate, the time that remains and the latest metrics.
 *
 * In a notebook it is one display, updated at most 5 times a second and ending as a static line. Elsewhere it is a
 * plain line on stderr at most every 5 seconds, and nothing for work shorter than that.
 *
 * @cost under 1 µs an update that draws nothing.
 */
export function progress(options: ProgressOptions): Progress {
  const { total, label, unit = "steps", now = () => performance.now() } = options;
  const write = options.write ?? ((line: string) => void process.stderr.write(`${line}\n`));
  const host = displayHost();
  const displayId = `progress-${process.pid}-${++displays}`;
  const intervalMs = host ? notebookIntervalMs : terminalIntervalMs;
  const start = now();
  let drawnAt = host ? -Infinity : start;
  let drawn = false;
  let done = 0;
  let metrics: Record<string, number> = {};

  const draw = (line: string): void => {
    if (host) host.publish({ "text/plain": line }, { displayId, update: drawn });
    else write(line);
    drawn = true;
    drawnAt = now();
  };
  const rate = (): number => (done / Math.max(now() - start, 1e-6)) * 1000;
  const shown = (): string[] => Object.entries(metrics).map(([name, value]) => `${name} ${figures(value)}`);

  return {
    update(nowDone, latest = {}) {
      done = nowDone;
      metrics = latest;
      if (now() - drawnAt < intervalMs) return;
      const left = done > 0 ? [`${duration((total - done) / rate())} left`] : [];
      draw([`${label} ${bar(done / total)}`, `${count(rate())} ${unit}/s`, ...left, ...shown()].join(" · "));
    },
    finish() {
      if (!host && !drawn) return;
      const seconds = (now() - start) / 1000;
      const summary = `${label}: ${count(done)} ${unit} in ${duration(seconds)}`;
      draw([summary, `${count(rate())} ${unit}/s`, ...shown()].join(" · "));
    },
  };
}

function bar(share: number): string {
  const filled = Math.round(20 * Math.min(1, Math.max(0, share)));
  return `${"█".repeat(filled)}${"░".repeat(20 - filled)} ${Math.floor(100 * share)}%`;
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${Math.round(seconds % 60)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const count = (value: number): string => (value < 10 ? figures(value) : Math.round(value).toLocaleString("en-US"));

const figures = (value: number): string => String(Number(value.toPrecision(4)));
