import assert from "node:assert/strict";
import { judgeExact } from "../../../src/ledger/statistics/judgeExact";
import { StatisticsError } from "../../../src/ledger/statistics/statisticsError";
import { effects } from "./support/seeds";

describe("judgeExact", () => {
  it("holds when every error is within the tolerance, its ends included", () => {
    assert.deepEqual(judgeExact(effects(1e-7, -1e-6), { tolerance: 1e-6 }), {
      outcome: "holds",
      effect: -1e-6,
      seeds: [1, 2],
    });
  });
  it("is refuted by one error beyond it, of either sign", () => {
    assert.equal(judgeExact(effects(0, -2, 1), { tolerance: 1 }).outcome, "refuted");
    assert.equal(judgeExact(effects(0, 1, 2), { tolerance: 1 }).effect, 2);
  });
  it("needs a seed to hold, and numbers", () => {
    assert.equal(judgeExact([], { tolerance: 1 }).outcome, "notVisible");
    assert.throws(
      () => judgeExact(effects(NaN), { tolerance: 1 }),
      new StatisticsError("judgeExact: seed 1 shows NaN; a finite number is needed"),
    );
  });
});
