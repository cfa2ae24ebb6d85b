import assert from "node:assert/strict";
import { judgeAbove } from "../../../src/ledger/statistics/judgeAbove";
import { StatisticsError } from "../../../src/ledger/statistics/statisticsError";
import { agree } from "../../support/agree";
import { numbersOf } from "./support/numbersOf";
import { differences, scipy } from "./support/scipy";
import { effects } from "./support/seeds";
import { studentOfThree } from "./support/studentOfThree";

describe("judgeAbove", () => {
  it("gives the mean and Student's interval of the effects", () => {
    const { mean, low, high } = studentOfThree([1, 2, 4]);
    const judged = judgeAbove(effects(1, 2, 4));
    agree({ of: "judgeAbove", with: "closed form" }, numbersOf(judged), [mean, low, high], 1e-12);
    assert.deepEqual(judged.seeds, [1, 2, 3]);
  });
  it("gives the interval of SciPy's paired t test", () => {
    for (const { low, high, ...pair } of scipy.intervals.filter(({ tail }) => Math.abs(tail - 0.025) < 1e-9)) {
      const [, ...interval] = numbersOf(judgeAbove(effects(...differences(pair))));
      agree({ of: "judgeAbove", with: "SciPy 1.17.1" }, interval, [low, high], 1e-9);
    }
  });
  it("holds above, is refuted below, and cannot see a threshold inside the interval", () => {
    assert.equal(judgeAbove(effects(5, 6, 7), { threshold: 3 }).outcome, "holds");
    assert.equal(judgeAbove(effects(5, 6, 7), { threshold: 9 }).outcome, "refuted");
    assert.equal(judgeAbove(effects(5, 6, 7), { threshold: 5 }).outcome, "notVisible");
  });
  it("cannot see anything with one seed or none, and then gives no interval", () => {
    assert.deepEqual(judgeAbove(effects(50)), { outcome: "notVisible", effect: 50, seeds: [1] });
    assert.deepEqual(judgeAbove([]), { outcome: "notVisible", effect: NaN, seeds: [] });
  });
  it("cannot see how sure three equal effects are, unless it knows their resolution", () => {
    const equal = effects(24, 24, 24);
    assert.deepEqual(judgeAbove(equal), { outcome: "notVisible", effect: 24, seeds: [1, 2, 3] });
    assert.equal(judgeAbove(equal, { resolution: 1 }).outcome, "holds");
    assert.equal(judgeAbove(equal, { resolution: 1, threshold: 23 }).outcome, "notVisible");
  });
  it("refuses effects that are not finite and seeds that stand there twice", () => {
    assert.throws(
      () => judgeAbove(effects(1, NaN, 2)),
      new StatisticsError("judgeAbove: seed 2 shows NaN; a finite number is needed"),
    );
    assert.throws(
      () => judgeAbove(effects(1, 2, -Infinity)),
      new StatisticsError("judgeAbove: seed 3 shows -Infinity; a finite number is needed"),
    );
    assert.throws(
      () => judgeAbove([...effects(1, 2), { seed: 2, effect: 3 }]),
      new StatisticsError("judgeAbove: seed 2 stands there twice; each seed counts once"),
    );
  });
});
