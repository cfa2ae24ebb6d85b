import assert from "node:assert/strict";
import { judgeAbove } from "../../../src/ledger/statistics/judgeAbove";

const effects = (...values: number[]): { seed: number; effect: number }[] =>
  values.map((effect, n) => ({ seed: n + 1, effect }));

describe("judgeAbove", () => {
  it("gives the mean and Student's interval of the effects", () => {
    // With 2 degrees of freedom P(T > t) = 1/2 - t / (2 √(2 + t²)), so t² = 2 · 0.95² / (1 - 0.95²).
    const half = Math.sqrt((2 * 0.95 ** 2) / (1 - 0.95 ** 2)) / Math.sqrt(3);
    const { effect, interval, seeds } = judgeAbove(effects(1, 2, 3));
    assert.equal(effect, 2);
    assert.deepEqual(seeds, [1, 2, 3]);
    assert.ok(interval);
    assert.ok(Math.abs(interval.low - (2 - half)) < 1e-12, `low is ${interval.low}`);
    assert.ok(Math.abs(interval.high - (2 + half)) < 1e-12, `high is ${interval.high}`);
  });
  it("holds above, is refuted below, and cannot see a threshold inside the interval", () => {
    assert.equal(judgeAbove(effects(5, 6, 7), { threshold: 3 }).outcome, "holds");
    assert.equal(judgeAbove(effects(5, 6, 7), { threshold: 9 }).outcome, "refuted");
    assert.equal(judgeAbove(effects(5, 6, 7), { threshold: 5 }).outcome, "notVisible");
  });
});
