import assert from "node:assert/strict";
import { judgeTrend } from "../../../src/ledger/statistics/judgeTrend";
import { StatisticsError } from "../../../src/ledger/statistics/statisticsError";
import { agree } from "../../support/agree";
import { numbersOf } from "./support/numbersOf";
import { scipy } from "./support/scipy";
import { series } from "./support/seeds";
import { studentOfThree } from "./support/studentOfThree";

const rising = series([1, 2, 3, 4.5], [11, 12.1, 13, 14.2], [5, 6, 7.2, 8]);

describe("judgeTrend", () => {
  it("gives the rise of the fitted line: that of the ends and the middle for three settings", () => {
    // The line through three points has the slope of the outer two.
    const three = series([1, 7, 4], [2, 2, 4], [5, 9, 9]);
    const { mean, low, high } = studentOfThree([3, 2, 4]);
    const judged = judgeTrend(three, { direction: "rising" });
    agree({ of: "judgeTrend", with: "closed form" }, numbersOf(judged), [mean, low, high], 1e-12);
  });
  it("equals SciPy's regression and the t test of its slopes", () => {
    for (const { series: values, rise } of scipy.designs) {
      const judged = numbersOf(judgeTrend(series(...values), { direction: "rising" }));
      agree({ of: "judgeTrend", with: "SciPy 1.17.1" }, judged, rise, 1e-9);
    }
  });
  it("holds in its direction and is refuted in the other", () => {
    assert.equal(judgeTrend(rising, { direction: "rising" }).outcome, "holds");
    assert.equal(judgeTrend(rising, { direction: "falling" }).outcome, "refuted");
    const falling = rising.map(({ seed, values }) => ({ seed, values: values.map((value) => -value) }));
    assert.equal(judgeTrend(falling, { direction: "falling" }).outcome, "holds");
    assert.equal(judgeTrend(falling, { direction: "rising" }).outcome, "refuted");
  });
  it("does not take one jump of the same size in every seed for a trend", () => {
    // The fitted lines all rise by 0.7; the ranks see three orders of four settings that say nothing.
    const jump = series([0, 0.02, 1, 0.01], [0.01, 0, 1.01, 0.02], [0.02, 0.01, 1.02, 0]);
    const judged = judgeTrend(jump, { direction: "rising" });
    assert.ok(judged.interval && judged.interval.low > 0, "the interval alone would see one");
    assert.equal(judged.outcome, "notVisible");
  });
  it("does not take seeds whose trends differ in sign for a trend, whatever their ranks", () => {
    const mixed = series([0, 1, 2, 3], [0, 1, 2, 3.1], [0, 0.1, 0.2, 0.3], [0, 1, 2, 3], [3, 2, 1, 0]);
    assert.equal(judgeTrend(mixed, { direction: "rising" }).outcome, "notVisible");
  });
  it("cannot see a trend with one seed, without seeds or with two settings", () => {
    assert.equal(judgeTrend(series([1, 2, 3, 4, 5]), { direction: "rising" }).outcome, "notVisible");
    assert.equal(judgeTrend([], { direction: "rising" }).outcome, "notVisible");
    assert.throws(
      () => judgeTrend(series([1, 2], [1, 2]), { direction: "rising" }),
      new StatisticsError("judgeTrend: there are 2 settings; at least 3 are needed"),
    );
  });
});
