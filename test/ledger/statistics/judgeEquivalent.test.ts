import assert from "node:assert/strict";
import { judgeEquivalent } from "../../../src/ledger/statistics/judgeEquivalent";
import { StatisticsError } from "../../../src/ledger/statistics/statisticsError";
import { agree } from "../../support/agree";
import { numbersOf } from "./support/numbersOf";
import { differences, scipy } from "./support/scipy";
import { series } from "./support/seeds";
import { studentOfThree } from "./support/studentOfThree";

describe("judgeEquivalent", () => {
  it("gives the largest difference, at most what the farther end of Student's interval says", () => {
    const values = [1, 0.5, 0.9];
    const { mean, high } = studentOfThree(values);
    const { low } = studentOfThree(values, 0.025 / 2);
    const judged = numbersOf(judgeEquivalent(series(...values.map((value) => [60, 60 + value])), { margin: 2 }));
    agree({ of: "judgeEquivalent", with: "closed form" }, judged, [mean, Math.max(0, low), high], 1e-9);
  });
  it("equals SciPy's t tests of all pairs", () => {
    for (const { series: values, range } of scipy.designs)
      agree(
        { of: "judgeEquivalent", with: "SciPy 1.17.1" },
        numbersOf(judgeEquivalent(series(...values), { margin: 1 })),
        range,
        1e-9,
      );
  });
  it("holds exactly where both of SciPy's one-sided tests reject at 2.5%", () => {
    const held = scipy.equivalence.map(({ margin, p, ...pair }) => {
      const { outcome } = judgeEquivalent(series(...differences(pair).map((value) => [value, 0])), { margin });
      assert.equal(outcome === "holds", p <= 0.025, `margin ${margin}, p ${p}`);
      return outcome === "holds";
    });
    assert.ok(held.includes(true) && held.includes(false), "both happen");
  });
  it("is refuted when two settings differ by clearly more than the margin, and noise alone is no equivalence", () => {
    const apart = series([60, 60.1, 65], [50, 50.2, 55.1], [55, 55.1, 60.2]);
    assert.equal(judgeEquivalent(apart, { margin: 2 }).outcome, "refuted");
    assert.equal(judgeEquivalent(apart, { margin: 7 }).outcome, "holds");
    assert.equal(judgeEquivalent(series([1, 4], [4, 1], [2, 2.1]), { margin: 2 }).outcome, "notVisible");
  });
  it("refuses a margin that leaves no room", () => {
    for (const margin of [0, -1, NaN])
      assert.throws(
        () => judgeEquivalent(series([1, 2]), { margin }),
        new StatisticsError(`judgeEquivalent: the margin is ${margin}; a number above 0 is needed`),
      );
    assert.equal(judgeEquivalent([], { margin: 1 }).outcome, "notVisible");
  });
});
