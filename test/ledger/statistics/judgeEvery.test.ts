import assert from "node:assert/strict";
import { judgeEvery } from "../../../src/ledger/statistics/judgeEvery";
import { StatisticsError } from "../../../src/ledger/statistics/statisticsError";
import { agree } from "../../support/agree";
import { numbersOf } from "./support/numbersOf";
import { scipy } from "./support/scipy";
import { effects } from "./support/seeds";
import { studentOfThree } from "./support/studentOfThree";

describe("judgeEvery", () => {
  it("gives the smallest effect, with every lower end at 2.5% and the upper ones at 2.5% together", () => {
    const parts = [
      [5, 6, 8],
      [2, 3, 3.5],
      [1, 3, 7],
    ];
    const expected = [
      Math.min(...parts.map((values) => studentOfThree(values).mean)),
      Math.min(...parts.map((values) => studentOfThree(values).low)),
      Math.min(...parts.map((values) => studentOfThree(values, 0.025 / 3).high)),
    ];
    const judged = numbersOf(judgeEvery(parts.map((values) => effects(...values))));
    agree({ of: "judgeEvery", with: "closed form" }, judged, expected, 1e-12);
  });
  it("equals SciPy's t tests of a setting's leads", () => {
    for (const { series, best, lead } of scipy.designs) {
      const others = series[0].map((_, j) => j).filter((j) => j !== best);
      const parts = others.map((j) => effects(...series.map((values) => values[best] - values[j])));
      agree({ of: "judgeEvery", with: "SciPy 1.17.1" }, numbersOf(judgeEvery(parts)), lead, 1e-9);
    }
  });
  it("holds when every part is above, and is refuted when one is clearly below", () => {
    const [high, higher, around, below] = [
      [5, 5.1, 5.2],
      [9, 9.1, 9.2],
      [-1, 0, 1],
      [-5, -5.1, -5.2],
    ];
    const outcome = (...parts: number[][]): string => judgeEvery(parts.map((values) => effects(...values))).outcome;
    assert.equal(outcome(high, higher), "holds");
    assert.equal(outcome(high, around), "notVisible");
    assert.equal(outcome(high, around, below), "refuted");
    assert.equal(judgeEvery([effects(...high), effects(...higher)], { threshold: 7 }).outcome, "refuted");
  });
  it("leaves out of all parts a seed that one of them lacks", () => {
    const whole = effects(5, 5.1, 5.2, 99);
    assert.deepEqual(
      judgeEvery([whole, effects(6, 6.1, 6.2)]),
      judgeEvery([effects(5, 5.1, 5.2), effects(6, 6.1, 6.2)]),
    );
    assert.deepEqual(judgeEvery([whole, effects(6, 6.1, 6.2)]).seeds, [1, 2, 3]);
  });
  it("needs something to judge", () => {
    assert.throws(() => judgeEvery([]), new StatisticsError("judgeEvery: there are no effects; at least 1 is needed"));
  });
});
