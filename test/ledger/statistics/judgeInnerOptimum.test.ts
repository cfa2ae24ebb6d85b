import assert from "node:assert/strict";
import { judgeInnerOptimum } from "../../../src/ledger/statistics/judgeInnerOptimum";
import { StatisticsError } from "../../../src/ledger/statistics/statisticsError";
import { agree } from "../../support/agree";
import { numbersOf } from "./support/numbersOf";
import { scipy } from "./support/scipy";
import { series } from "./support/seeds";
import { studentOfThree } from "./support/studentOfThree";

const peak = series([60, 70, 65, 61], [50, 60.1, 55, 51.2], [55, 65.2, 60, 55.7]);

describe("judgeInnerOptimum", () => {
  it("gives the lead of the best inner setting over the better end, shared among the inner ones", () => {
    const leads = [1, 2].map((inner) => [0, 3].map((end) => peak.map(({ values }) => values[inner] - values[end])));
    const best = (of: (values: number[]) => number): number =>
      Math.max(...leads.map((pair) => Math.min(...pair.map(of))));
    const expected = [
      best((values) => studentOfThree(values).mean),
      best((values) => studentOfThree(values, 0.025 / 2).low),
      best((values) => studentOfThree(values, 0.025 / 2).high),
    ];
    agree({ of: "judgeInnerOptimum", with: "closed form" }, numbersOf(judgeInnerOptimum(peak)), expected, 1e-12);
  });
  it("equals SciPy's t tests against both ends", () => {
    for (const { series: values, inner } of scipy.designs)
      agree(
        { of: "judgeInnerOptimum", with: "SciPy 1.17.1" },
        numbersOf(judgeInnerOptimum(series(...values))),
        inner,
        1e-9,
      );
  });
  it("holds for a peak, is refuted by an end above all, and cannot see a plateau", () => {
    assert.equal(judgeInnerOptimum(peak).outcome, "holds");
    assert.equal(judgeInnerOptimum(peak, { of: "smallest" }).outcome, "refuted");
    const rising = series([1, 5, 9, 13], [1, 5.1, 9.2, 13.1], [1, 5.2, 9.1, 13.3]);
    assert.equal(judgeInnerOptimum(rising).outcome, "refuted");
    assert.equal(
      judgeInnerOptimum(rising.map((of) => ({ ...of, values: [...of.values].reverse() }))).outcome,
      "refuted",
    );
    assert.equal(judgeInnerOptimum(series([1, 5, 5], [2, 5, 6], [1, 7, 5])).outcome, "notVisible");
  });
  it("finds a valley as the optimum of what should be small", () => {
    const valley = peak.map(({ seed, values }) => ({ seed, values: values.map((value) => -value) }));
    assert.equal(judgeInnerOptimum(valley, { of: "smallest" }).outcome, "holds");
  });
  it("sees a peak in fewer seeds when the noise is the same at every setting", () => {
    const noisy = series([60, 65, 61, 60.5], [51, 55, 50, 51], [56, 62, 55.5, 54.5]);
    assert.equal(judgeInnerOptimum(noisy).outcome, "notVisible");
    assert.equal(judgeInnerOptimum(noisy, { equalNoise: true }).outcome, "holds");
  });
  it("needs an inner setting", () => {
    assert.throws(
      () => judgeInnerOptimum(series([1, 2])),
      new StatisticsError("judgeInnerOptimum: there are 2 settings; at least 3 are needed"),
    );
    assert.equal(judgeInnerOptimum([]).outcome, "notVisible");
  });
});
