import type { Cell } from "./flatRows";

/** Each combination of cells once, sorted: numbers by size before truth values, false first, before texts by letter. */
export function distinctKeys(keys: readonly (readonly Cell[])[]): (readonly Cell[])[] {
  const once = new Map(keys.map((key) => [keyText(key), key]));
  return [...once.values()].sort((a, b) => {
    const n = a.findIndex((cell, at) => !Object.is(cell, b[at]));
    return n < 0 ? 0 : compare(a[n], b[n]);
  });
}

/** A text that two combinations share only when all their cells are alike: 1 and "1" are two. */
export function keyText(key: readonly Cell[]): string {
  return JSON.stringify(key.map((cell) => [typeof cell, String(cell)]));
}

const order = ["number", "boolean", "string", "undefined"];

function compare(a: Cell, b: Cell): number {
  if (typeof a !== typeof b) return order.indexOf(typeof a) - order.indexOf(typeof b);
  if (typeof a === "string") return a < String(b) ? -1 : 1;
  // NaN, which is what a frame has for a missing number, comes last.
  return Number.isNaN(Number(a)) ? 1 : Number.isNaN(Number(b)) ? -1 : Number(a) - Number(b);
}
