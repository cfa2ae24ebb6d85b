import { interruptSignal, throwIfInterrupted } from "./abort";
import { openBar, type OpenBar, type ProgressOptions } from "./progress";

interface Shows {
  /** Shows values beside the bar: call it in the loop. */
  show(metrics: Record<string, number | string>): void;
}

/** What a loop goes over instead of its items. */
export interface Tracked<T> extends Iterable<T>, Shows {}

/** What a `for await` loop goes over instead of its items. */
export interface TrackedAsync<T> extends AsyncIterable<T>, Shows {}

/**
 * A loop with a progress bar (see {@link progress}):
 *
 * ```ts
 * for (const batch of track(batches, { label: "epoch 1", unit: "batches" })) { ... }
 *
 * const steps = track(1000);
 * for (const step of steps) steps.show({ loss: train(step) });
 *
 * for await (const row of track(rows, { total: 5000 })) { ... }
 * ```
 *
 * @param items what the loop goes over, or a number n for 0, 1, ... n - 1. The total is its length or size, where it has
 *   one, else `options.total`, else unknown.
 * @returns an iterable of the same items. A loop that is left early, or that fails, leaves a line that says how far it came.
 * @throws InterruptedError from the loop, when the cell that runs it was interrupted.
 * @throws TypeError `track: the items are 3.5; needed is something to loop over, or a whole number from 0`.
 */
export function track(items: number, options?: ProgressOptions): Tracked<number>;
export function track<T>(items: Iterable<T>, options?: ProgressOptions): Tracked<T>;
export function track<T>(items: AsyncIterable<T>, options?: ProgressOptions): TrackedAsync<T>;
export function track<T>(
  items: number | Iterable<T> | AsyncIterable<T>,
  options: ProgressOptions = {},
): Tracked<T | number> | TrackedAsync<T> {
  let bar: OpenBar | undefined;
  const show = (metrics: Record<string, number | string>): void => bar?.show(metrics);
  const begin = (): Turn => {
    const current = openBar({ unit: "items", ...options, total: options.total ?? sizeOf(items) });
    const signal = interruptSignal();
    bar = current;
    return { bar: current, check: () => throwIfInterrupted(options.label ?? "track", signal) };
  };
  if (typeof items === "object" && items !== null && Symbol.asyncIterator in items) {
    return { show, [Symbol.asyncIterator]: () => asyncTurns(items, begin()) };
  }
  const source: Iterable<T | number> = typeof items === "number" ? countTo(items) : iterableOf(items);
  return { show, [Symbol.iterator]: () => turns(source, begin()) };
}

/** One run through the items. */
interface Turn {
  bar: OpenBar;
  /** Throws when the cell was interrupted. */
  check: () => void;
}

function* turns<T>(items: Iterable<T>, { bar, check }: Turn): Generator<T, void, undefined> {
  let complete = false;
  try {
    for (const item of items) {
      check();
      yield item;
      bar.advance();
    }
    complete = true;
  } finally {
    bar.end(complete);
  }
}

async function* asyncTurns<T>(items: AsyncIterable<T>, { bar, check }: Turn): AsyncGenerator<T, void, undefined> {
  let complete = false;
  try {
    for await (const item of items) {
      check();
      yield item;
      bar.advance();
    }
    complete = true;
  } finally {
    bar.end(complete);
  }
}

function sizeOf(items: unknown): number | undefined {
  if (typeof items === "number") return items;
  const sized = items as { length?: unknown; size?: unknown } | undefined;
  return [sized?.length, sized?.size].find((size): size is number => typeof size === "number");
}

function iterableOf<T>(items: Iterable<T>): Iterable<T> {
  const given = items as unknown;
  if (typeof given === "string" || (typeof given === "object" && given !== null && Symbol.iterator in given))
    return items;
  throw needed(given);
}

function countTo(total: number): Iterable<number> {
  if (!(Number.isInteger(total) && total >= 0)) throw needed(total);
  return {
    *[Symbol.iterator]() {
      for (let n = 0; n < total; n++) yield n;
    },
  };
}

function needed(given: unknown): TypeError {
  return new TypeError(
    `track: the items are ${String(given)}; needed is something to loop over, or a whole number from 0`,
  );
}
