import assert from "node:assert/strict";
import { bootstrapInterval } from "../../../src/ledger/statistics/bootstrapInterval";
import { meanInterval } from "../../../src/ledger/statistics/meanInterval";
import { studentInterval } from "../../../src/ledger/statistics/studentInterval";
import { agree } from "../../support/agree";
import { differences, scipy } from "./support/scipy";

const nothing = { low: -Infinity, high: Infinity };

describe("meanInterval", () => {
  it("is Student's below 8 values: the closed form with three of them", () => {
    // With 2 degrees of freedom P(|T| > t) = 1 - t / √(2 + t²), so t² = 2 · 0.95² / (1 - 0.95²).
    const half = Math.sqrt((2 * 0.95 ** 2) / (1 - 0.95 ** 2) / 3);
    const { low, high } = meanInterval([1, 2, 3]);
    agree({ of: "meanInterval", with: "closed form" }, [low, high], [2 - half, 2 + half], 1e-12);
  });
  it("is that of SciPy's paired t test", () => {
    for (const { low, high, tail, ...pair } of scipy.intervals) {
      const ours = meanInterval(differences(pair), { tail });
      agree({ of: "meanInterval", with: "SciPy 1.17.1" }, [ours.low, ours.high], [low, high], 1e-9);
    }
  });
  it("takes the farther end of Student's and the bootstrap's from 8 values on", () => {
    const skewed = [0.1, 0.2, 0.2, 0.3, 0.5, 0.8, 1.4];
    assert.deepEqual(meanInterval(skewed), studentInterval(skewed));
    const eight = [...skewed, 3];
    const student = studentInterval(eight);
    const bootstrap = bootstrapInterval(eight);
    assert.ok(bootstrap.low > student.low && bootstrap.high > student.high, "the sample has a long tail above");
    assert.deepEqual(meanInterval(eight), { low: student.low, high: bootstrap.high });
  });
  it("bounds nothing with one value or none", () => {
    assert.deepEqual(meanInterval([]), nothing);
    assert.deepEqual(meanInterval([7]), nothing);
  });
  it("does not take equal values for an exact mean: only the sign test bounds it, from six on", () => {
    for (let n = 2; n < 6; n++) assert.deepEqual(meanInterval(Array<number>(n).fill(7)), nothing, `with ${n}`);
    assert.deepEqual(meanInterval([7, 7, 7, 7, 7, 7]), { low: 7, high: 7 });
    assert.deepEqual(meanInterval([7, 7, 7, 7, 7, 7], { tail: 0.01 }), nothing);
  });
  it("takes a spread in the last digits of a double for none", () => {
    assert.deepEqual(meanInterval([0.1 + 0.2, 0.3, 0.3]), nothing);
  });
  it("gives equal values the spread that their rounding may hide", () => {
    const { low, high } = meanInterval([7, 7, 7], { resolution: 0.2 });
    const { high: widest } = studentInterval([-0.1, 0.1, 0].map((rounded) => rounded * Math.sqrt(1.5)));
    assert.ok(Math.abs(high - 7 - widest) < 1e-12 && Math.abs(7 - low - widest) < 1e-12, `${low} to ${high}`);
  });
  it("leaves a spread that is larger than the rounding as it is", () => {
    assert.deepEqual(meanInterval([1, 2, 3], { resolution: 0.2 }), meanInterval([1, 2, 3]));
  });
});
