import assert from "node:assert/strict";
import type { Judgement } from "../../../../src/ledger/verdict";

/** Effect, low and high of a judgement that has an interval. */
export function numbersOf({ effect, interval }: Judgement): [effect: number, low: number, high: number] {
  assert.ok(interval, "there is no interval");
  return [effect, interval.low, interval.high];
}
