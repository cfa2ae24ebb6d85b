import type { Bar } from "./bar";

const cells = 20;

/** What a bar says in words while its work goes on: all but the bar itself. */
export function barParts(bar: Bar, now: number): string[] {
  const { total, unit } = bar.options;
  const left = bar.secondsLeft(now);
  const elapsed = duration((now - bar.startedAt) / 1000);
  return [
    total === undefined ? units(bar.done, unit) : `${count(bar.done)}/${units(total, unit)}`,
    left === undefined ? elapsed : `${elapsed}, ${duration(left)} left`,
    ...(bar.rate === undefined ? [] : [rateText(bar.rate, unit)]),
    ...metricParts(bar),
  ];
}

/** The line of a bar whose work goes on. The bar itself gets shorter where the remaining time would not fit otherwise. */
export function runningText(bar: Bar, now: number, width = Infinity): string {
  const { share, options } = bar;
  const parts = barParts(bar, now);
  const line = (cells: number, said: readonly string[]): string => {
    const drawn = share === undefined ? [] : [blocks(share, cells), percent(share)];
    return [[options.label, ...drawn].filter(Boolean).join(" "), ...said].filter(Boolean).join(" · ");
  };
  const tooLong = Math.max(0, line(cells, parts.slice(0, 2)).length - width);
  return line(Math.max(0, cells - tooLong), parts);
}

/** The last line of a bar, which stays: what was done, or how far the work came. */
export function endedText(bar: Bar, now: number): string {
  const { label } = bar.options;
  const seconds = ((bar.ended?.at ?? now) - bar.startedAt) / 1000;
  // of a moment no rate is worth telling
  const rate = bar.done > 0 && seconds >= 0.1 ? [rateText(bar.done / seconds, bar.options.unit)] : [];
  const said = [...outcome(bar, duration(seconds)), ...rate, ...metricParts(bar)].join(" · ");
  return label === "" ? said : `${label}: ${said}`;
}

function outcome({ ended, share, done, options }: Bar, time: string): string[] {
  const { total, unit } = options;
  if (ended?.complete) return [`${units(done, unit)} in ${time}`];
  if (total === undefined) return [`stopped after ${units(done, unit)} in ${time}`];
  return [`stopped at ${percent(share ?? 0)}`, `${count(done)}/${units(total, unit)} in ${time}`];
}

/** Never 100% before the end. */
export function percent(share: number): string {
  return `${Math.floor(100 * share)}%`;
}

function blocks(share: number, cells: number): string {
  const filled = Math.floor(cells * share);
  return "█".repeat(filled) + "░".repeat(cells - filled);
}

/** Slow work is easier to read the other way round. */
function rateText(perSecond: number, unit: string): string {
  return perSecond >= 1 ? `${count(perSecond)} ${unit}/s` : `${duration(1 / perSecond)}/${singular(unit)}`;
}

function units(amount: number, unit: string): string {
  return `${count(amount)} ${amount === 1 ? singular(unit) : unit}`;
}

function singular(unit: string): string {
  return unit.replace(/(?<=ch|sh|x|ss)es$|s$/, "");
}

function metricParts({ metrics }: Bar): string[] {
  return Object.entries(metrics).map(
    ([name, value]) => `${name} ${typeof value === "number" ? figures(value) : value}`,
  );
}

function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (seconds < 9.95) return `${Number(seconds.toFixed(1))} s`;
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

const count = (value: number): string => (value < 10 ? figures(value) : Math.round(value).toLocaleString("en-US"));

const figures = (value: number): string => String(Number(value.toPrecision(4)));
