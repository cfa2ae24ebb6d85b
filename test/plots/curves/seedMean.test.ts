import assert from "node:assert/strict";
import { meanInterval } from "../../../src/ledger/statistics/meanInterval";
import { seedMean } from "../../../src/plots/curves/seedMean";

describe("the mean over seeds of a figure", () => {
  it("has Student's 95% interval for few seeds", () => {
    const { y, low = NaN, high = NaN, seeds } = seedMean([1, 2, 6]);
    // t(0.975; 2) = 4.30265, and the standard deviation is √7.
    const half = (4.302652729911275 * Math.sqrt(7)) / Math.sqrt(3);
    assert.deepEqual([y, seeds], [3, [1, 2, 6]]);
    assert.ok(Math.abs(low - (3 - half)) < 1e-9 && Math.abs(high - (3 + half)) < 1e-9, `${low}, ${high}`);
  });

  it("has the interval of the verdicts for many, longer on the side where skewed values need it", () => {
    const values = Array.from({ length: 12 }, (_, n) => Math.exp(n / 2));
    const { y, low = NaN, high = NaN } = seedMean(values);
    assert.deepEqual({ low, high }, meanInterval(values));
    assert.ok(high - y > 1.2 * (y - low), `${low}, ${y}, ${high}`);
  });

  it("has no interval for a single seed, nor for a few equal values", () => {
    assert.deepEqual(seedMean([3]), { y: 3, seeds: [3] });
    assert.deepEqual(seedMean([0.1, 0.1, 0.1]), { y: 0.10000000000000002, seeds: [0.1, 0.1, 0.1] });
  });
});
