import assert from "node:assert/strict";
import { allOf } from "../../../src/ledger/statistics/allOf";
import { StatisticsError } from "../../../src/ledger/statistics/statisticsError";
import type { Judgement, Outcome } from "../../../src/ledger/verdict";

const judged = (outcome: Outcome, effect: number, seeds = [1, 2, 3]): Judgement => ({ outcome, effect, seeds });

describe("allOf", () => {
  it("holds if all hold, is refuted if one is, and is otherwise not visible", () => {
    assert.equal(allOf([judged("holds", 1), judged("holds", 2)]).outcome, "holds");
    assert.equal(allOf([judged("holds", 1), judged("notVisible", 2)]).outcome, "notVisible");
    assert.equal(allOf([judged("notVisible", 1), judged("refuted", 2)]).outcome, "refuted");
  });
  it("shows the first part that decides, with the seeds that all parts had", () => {
    const parts = [judged("holds", 1), judged("notVisible", 2, [2, 3, 4]), judged("notVisible", 3)];
    assert.deepEqual(allOf(parts), { outcome: "notVisible", effect: 2, seeds: [2, 3] });
  });
  it("needs a part", () => {
    assert.throws(() => allOf([]), new StatisticsError("allOf: there are no judgements; at least 1 is needed"));
  });
});
